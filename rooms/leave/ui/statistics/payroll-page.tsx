// SPDX-License-Identifier: EUPL-1.2
import { Button, Checkbox, Group, Select, SimpleGrid } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { hrefOf } from '#ui/api/call.ts';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { today } from '#ui/format/day.ts';
import { Section, Sections } from '#ui/parts/section.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { changePayrollLayout, exportPayroll, readPayrollLayout } from '../../contract.ts';
import { RoomTabs } from '../room-tabs.tsx';
import { addMonths, lastDayOf } from '../planning/days.ts';
import { PayrollColumns } from './payroll-columns.tsx';

type Layout = OutputOf<typeof readPayrollLayout>;

/** The file that payroll takes: its columns, and the month to hand over. */
export function Page() {
  const { data, error, refetch } = useEndpoint(readPayrollLayout, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title="Fichier de paie"
        lead="Les absences d’un mois dans les colonnes de votre logiciel. Le code de chaque type d’absence se règle avec le type lui-même."
      />
      <RoomTabs />
      <Sections>
        <Section title="Télécharger">
          <Take />
        </Section>
        <Section title="Colonnes du fichier" isWide>
          <LayoutForm layout={data} />
        </Section>
      </Sections>
    </>
  );
}

function Take() {
  const { organisation } = usePlace();
  const month = addMonths(today().slice(0, 7), -1);
  const [from, setFrom] = useState<string | null>(`${month}-01`);
  const [until, setUntil] = useState<string | null>(lastDayOf(month));
  const isRight = from !== null && until !== null && from <= until;
  return (
    <>
      <Group align="start" mb="md">
        <DayInput label="Du" value={from} onChange={setFrom} />
        <DayInput label="Au" value={until} onChange={setUntil} error={isRight ? null : 'La fin précède le début.'} />
      </Group>
      {isRight ? (
        <Button
          component="a"
          href={hrefOf(exportPayroll, { from, until }, organisation.slug)}
          download
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          Télécharger le fichier de paie
        </Button>
      ) : (
        <Button disabled>Télécharger le fichier de paie</Button>
      )}
    </>
  );
}

function LayoutForm({ layout }: { layout: Layout }) {
  const form = useActForm(changePayrollLayout, { initial: layout, done: () => tellDone('Colonnes enregistrées.') });
  return (
    <Form form={form} submit="Enregistrer les colonnes">
      <PayrollColumns columns={form.values.columns} onChange={(columns) => form.set('columns', columns)} />
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Select
          label="Séparateur"
          data={[
            { value: ';', label: 'Point-virgule' },
            { value: ',', label: 'Virgule' },
            { value: 'tab', label: 'Tabulation' },
          ]}
          allowDeselect={false}
          {...form.field('separator')}
        />
        <Select
          label="Décimales"
          data={[
            { value: 'comma', label: 'Virgule : 2,5' },
            { value: 'dot', label: 'Point : 2.5' },
          ]}
          allowDeselect={false}
          {...form.field('decimals')}
        />
        <Select
          label="Dates"
          data={[
            { value: 'french', label: '31/12/2026' },
            { value: 'iso', label: '2026-12-31' },
            { value: 'compact', label: '20261231' },
          ]}
          allowDeselect={false}
          {...form.field('days')}
        />
      </SimpleGrid>
      <Checkbox
        label="Seulement les types d’absence qui portent un code de paie"
        checked={form.values.codedOnly}
        onChange={(event) => form.set('codedOnly', event.currentTarget.checked)}
      />
    </Form>
  );
}
