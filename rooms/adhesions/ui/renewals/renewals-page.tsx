// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Checkbox, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '#ui/api/use-endpoint.ts';
import { shortAmount } from '#ui/format/amount.ts';
import { day, today } from '#ui/format/day.ts';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { useSelection } from '#ui/tables/selection.ts';
import { listRenewals, openRenewal, prepareRenewals, recordDenunciation, renewalStates, renewalStateWords } from '../../contract.ts';
import { stateColours } from './state-colours.ts';

type Row = RowOf<typeof listRenewals>;

/** What ends when, and where its renewal stands; quotes are prepared one by one or together. */
export function Page() {
  const { organisation, may } = usePlace();
  const at = `/o/${organisation.slug}`;
  const chosen = useSelection();
  const [denounced, setDenounced] = useState<Row | null>(null);
  const open = useAct(openRenewal, { done: () => tellDone('Les dossiers sont ouverts.') });
  const columns: readonly Column<Row>[] = [
    { id: 'payer', title: 'Collectivité', value: (row) => row.payer, isSortable: true, isName: true },
    { id: 'number', kind: 'reference', title: 'Convention', value: (row) => row.number, isSortable: true },
    { id: 'endsOn', title: 'Prend fin le', kind: 'day', value: (row) => row.endsOn, isSortable: true },
    {
      id: 'renewal',
      title: 'Au terme',
      value: (row) => (row.renewal === 'tacit' ? `Tacite, préavis au ${day(row.noticeOn)}` : 'S’arrête'),
    },
    { id: 'yearly', title: 'Aujourd’hui', kind: 'amount', value: (row) => row.yearlyCents },
    { id: 'quoted', title: 'Terme suivant', kind: 'amount', value: (row) => row.quotedCents },
    {
      id: 'state',
      title: 'État',
      value: (row) => renewalStateWords[row.state],
      cell: (row) => (
        <Stack gap={2}>
          <Badge color={stateColours[row.state]} variant="light">
            {renewalStateWords[row.state]}
          </Badge>
          {row.says && <Text size="xs">{row.says}</Text>}
        </Stack>
      ),
    },
    {
      id: 'quote',
      title: 'Devis',
      value: (row) => row.quoteNumber,
      cell: (row) => (row.quoteId ? <HouseLink href={`${at}/devis/${row.quoteId}`}>{row.quoteNumber}</HouseLink> : '—'),
    },
  ];
  return (
    <>
      <PageHeader title="Renouvellements" lead="Aucune convention ne se reconduit d’elle-même, sauf si elle le dit : voici ce qui prend fin." />
      {may('adhesions.conclude') && <Preparing keys={[...chosen.keys]} clear={chosen.clear} />}
      <DataTable
        endpoint={listRenewals}
        caption="Conventions qui prennent fin"
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Chercher une collectivité, un numéro"
        filters={[
          { name: 'state', label: 'État', options: renewalStates.map((value) => ({ value, label: renewalStateWords[value] })) },
          {
            name: 'within',
            label: 'Horizon',
            options: [
              { value: '3', label: '3 mois' },
              { value: '6', label: '6 mois' },
              { value: '24', label: '2 ans' },
              { value: '60', label: '5 ans' },
            ],
          },
        ]}
        exportName="renouvellements"
        selection={chosen}
        {...(may('adhesions.conclude') && {
          rowActions: (row: Row) => (
            <Group gap="xs" wrap="nowrap">
              {row.state === 'accepted' && (
                <Button
                  size="compact-sm"
                  loading={open.isPending}
                  aria-label={`Ouvrir les dossiers de ${row.payer}`}
                  onClick={() => open.mutate({ id: row.id }, { onError: tellRefusal })}
                >
                  Ouvrir les dossiers
                </Button>
              )}
              {!['renewed', 'denounced', 'lapsed'].includes(row.state) && (
                <Button size="compact-sm" variant="default" aria-label={`Dénonciation de ${row.number}`} onClick={() => setDenounced(row)}>
                  Dénonciation
                </Button>
              )}
            </Group>
          ),
        })}
        empty={<EmptyState title="Rien ne prend fin">Aucune convention n’arrive à son terme dans les douze mois qui viennent.</EmptyState>}
      />
      <Modal
        opened={denounced !== null}
        onClose={() => setDenounced(null)}
        title={`Dénonciation de la convention ${denounced?.number ?? ''}`}
        size="lg"
      >
        {denounced && <DenunciationForm row={denounced} done={() => setDenounced(null)} />}
      </Modal>
    </>
  );
}

function Preparing({ keys, clear }: { keys: string[]; clear: () => void }) {
  const [keepsEdition, setKeeps] = useState(false);
  const [volumeGo, setVolume] = useState<number | null>(null);
  const [refused, setRefused] = useState<readonly { conventionId: string; says: string }[]>([]);
  const prepare = useAct(prepareRenewals, {
    done: (answer) => {
      setRefused(answer.refused);
      clear();
      if (answer.prepared.length > 0)
        tellDone(answer.prepared.map(({ quoteNumber, firstYearCents }) => `Devis ${quoteNumber} : ${shortAmount(firstYearCents)}`).join(' · '));
    },
  });
  return (
    <Stack gap="xs" mb="md" data-no-print>
      <Group align="flex-end">
        <FrenchNumberInput
          label="Volume du terme suivant"
          description="S’il change"
          suffix={'\u00a0Go'}
          min={1}
          max={1_000_000}
          value={volumeGo}
          onChange={setVolume}
        />
        <Checkbox label="Garder la même édition" checked={keepsEdition} onChange={(event) => setKeeps(event.currentTarget.checked)} mb="xs" />
        <Button
          disabled={keys.length === 0}
          loading={prepare.isPending}
          onClick={() => prepare.mutate({ conventionIds: keys, keepsEdition, volumeGo }, { onError: tellRefusal })}
        >
          Préparer les devis{keys.length > 0 ? ` (${keys.length})` : ''}
        </Button>
      </Group>
      {refused.length > 0 && (
        <ul role="alert">
          {refused.map(({ conventionId, says }) => (
            <li key={conventionId}>{says}</li>
          ))}
        </ul>
      )}
    </Stack>
  );
}

function DenunciationForm({ row, done }: { row: Row; done: () => void }) {
  const form = useActForm(recordDenunciation, {
    initial: { receivedOn: today() as string | null, byName: '', byTitle: '', reason: '', waiver: '' },
    toInput: (values) => ({ ...values, id: row.id, receivedOn: values.receivedOn ?? '' }),
    done: ({ says }) => {
      tellDone(says);
      done();
    },
  });
  return (
    <Form form={form} submit="Enregistrer">
      {row.renewal === 'tacit' && <p>Dernier jour pour dénoncer : {day(row.noticeOn)}.</p>}
      <DayInput label="Reçue le" required {...form.field('receivedOn')} />
      <TextInput label="De la part de" required {...form.field('byName')} />
      <TextInput label="En qualité de" required {...form.field('byTitle')} />
      <Textarea label="Motif" required autosize minRows={2} {...form.field('reason')} />
      {row.renewal === 'tacit' && (
        <Textarea
          label="Si elle est hors délai, pourquoi elle est admise"
          description="Sans motif, elle est refusée."
          autosize
          {...form.field('waiver')}
        />
      )}
    </Form>
  );
}
