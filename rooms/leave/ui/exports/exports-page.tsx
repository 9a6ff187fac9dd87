// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { hrefOf } from '#ui/api/call.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { today } from '#ui/format/day.ts';
import { Section, Sections } from '#ui/parts/section.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { exportAbsences, exportBalances } from '../../contract.ts';
import { RoomTabs } from '../room-tabs.tsx';
import { addDays, addMonths, lastDayOf } from '../planning/days.ts';
import classes from '../manage/manage.module.css';

/** What payroll and the yearly reports take away, as CSV files. */
export function Page() {
  return (
    <>
      <PageHeader title="Exports" lead="Des fichiers CSV, lisibles par un tableur et par votre logiciel de paie." />
      <RoomTabs />
      <Sections>
        <Absences />
        <Balances />
      </Sections>
    </>
  );
}

const MOST_DAYS = 400;

function Absences() {
  const { organisation } = usePlace();
  const lastMonth = addMonths(today().slice(0, 7), -1);
  const [from, setFrom] = useState<string | null>(`${lastMonth}-01`);
  const [until, setUntil] = useState<string | null>(lastDayOf(lastMonth));
  const fault =
    !from || !until
      ? 'Choisissez deux jours.'
      : until < from
        ? 'La fin précède le début.'
        : until > addDays(from, MOST_DAYS - 1)
          ? `${MOST_DAYS} jours au plus.`
          : null;
  return (
    <Section title="Absences pour la paie">
      <p className={classes.quiet}>
        Les absences accordées, une ligne chacune : code, jours, heures, et pour la maladie ordinaire le jour de carence et le taux de traitement.
      </p>
      <div className={classes.inline} style={{ marginBlock: '1rem' }}>
        <DayInput label="Du" value={from} onChange={setFrom} />
        <DayInput label="Au" value={until} onChange={setUntil} error={fault} />
      </div>
      {from && until && !fault ? (
        <Download href={hrefOf(exportAbsences, { from, until }, organisation.slug)} label="Télécharger les absences" />
      ) : (
        <Button disabled>Télécharger les absences</Button>
      )}
    </Section>
  );
}

function Balances() {
  const { organisation } = usePlace();
  const [on, setOn] = useState<string | null>(today());
  return (
    <Section title="Compteurs de tous les agents">
      <p className={classes.quiet}>Acquis, pris et reste de chaque compteur au jour choisi.</p>
      <div className={classes.inline} style={{ marginBlock: '1rem' }}>
        <DayInput label="Au" value={on} onChange={setOn} />
      </div>
      <Download href={hrefOf(exportBalances, on ? { on } : {}, organisation.slug)} label="Télécharger les compteurs" />
    </Section>
  );
}

function Download({ href, label }: { href: string; label: string }) {
  return (
    <Button component="a" href={href} download leftSection={<IconDownload size={18} aria-hidden />}>
      {label}
    </Button>
  );
}
