// SPDX-License-Identifier: EUPL-1.2
import { Button, Select } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { hrefOf } from '#ui/api/call.ts';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Chart } from '#ui/charts/chart.tsx';
import { today } from '#ui/format/day.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { exportStatistics, readStatistics } from '../../contract.ts';
import { RoomTabs } from '../room-tabs.tsx';
import { figureColumns, groupColumns } from './figures.ts';
import classes from './statistics.module.css';

type Read = OutputOf<typeof readStatistics>;

const months = ['Janv.', 'Févr.', 'Mars', 'Avril', 'Mai', 'Juin', 'Juil.', 'Août', 'Sept.', 'Oct.', 'Nov.', 'Déc.'];
const days = (value: number): string => `${value.toLocaleString('fr-FR')} j`;

/** A year of absences in figures, and the tables of the rapport social unique. */
export function Page() {
  const { query, setQuery } = useAddress();
  const now = Number(today().slice(0, 4));
  const year = Number(query['annee'] ?? now);
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(readStatistics, { year });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title={`Absences de ${year}`}
        lead="Comptées comme le rapport social unique les demande : en jours calendaires, congés, repos et formation exclus."
        actions={
          <Button
            component="a"
            href={hrefOf(exportStatistics, { year }, organisation.slug)}
            download
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            Télécharger pour le RSU
          </Button>
        }
      />
      <RoomTabs />
      <Select
        label="Année"
        data={[0, 1, 2, 3, 4].map((back) => String(now - back))}
        value={String(year)}
        onChange={(next) => setQuery({ annee: next ?? undefined })}
        allowDeselect={false}
        maw={180}
      />
      <Figures read={data} />
    </>
  );
}

function Figures({ read }: { read: Read }) {
  const total = read.byReason.reduce((sum, { calendarDays }) => sum + calendarDays, 0);
  return (
    <>
      <ul className={classes.figures}>
        <Figure label="Effectif moyen" value={read.headcount.toLocaleString('fr-FR')} />
        <Figure label="Jours d’absence" value={days(total)} />
        <Figure label="Par agent" value={read.headcount === 0 ? '—' : days(Math.round((total / read.headcount) * 10) / 10)} />
        <Figure label="Taux d’absence pour santé" value={read.healthRate === null ? '—' : `${read.healthRate.toLocaleString('fr-FR')} %`} />
      </ul>
      {total === 0 ? (
        <EmptyState title={`Aucune absence en ${read.year}`}>Les absences accordées s’additionnent ici dès la première.</EmptyState>
      ) : (
        <>
          <Chart
            kind="stacked"
            title="Jours d’absence par mois"
            rowLabel="Mois"
            rows={read.byMonth.map(({ month, health, family, other }) => ({ label: months[month - 1] ?? '', health, family, other }))}
            series={[
              { key: 'health', label: 'Santé', tone: 'danger' },
              { key: 'family', label: 'Parentalité', tone: 'info' },
              { key: 'other', label: 'Autres', tone: 'warning' },
            ]}
            write={days}
          />
          <h2>Par motif</h2>
          <TableGrid
            caption="Absences par motif"
            columns={figureColumns('Motif', (row: Read['byReason'][number]) => row.label)}
            rows={read.byReason}
            rowKey={({ key }) => key}
          />
          <h2>Par service</h2>
          <TableGrid
            caption="Absences par service"
            columns={figureColumns('Service', (row: Read['byTeam'][number]) => row.name)}
            rows={read.byTeam}
            rowKey={({ name }) => name}
          />
          <h2>Par statut, catégorie et sexe</h2>
          {!read.isSexKnown && (
            <p className={classes.quiet}>
              Le sexe n’est pas connu pour tous : complétez les fiches des agents, ou la colonne « Sexe » de l’import, si votre RSU le demande.
            </p>
          )}
          <TableGrid
            caption="Absences par motif, statut, catégorie et sexe"
            columns={groupColumns}
            rows={read.byGroup}
            rowKey={({ reason, status, category, sex }) => `${reason} ${status} ${category} ${sex}`}
          />
        </>
      )}
      <h2>Tous les types, congés compris</h2>
      <TableGrid
        caption="Absences par type"
        columns={figureColumns('Type', (row: Read['byKind'][number]) => row.label)}
        rows={read.byKind}
        rowKey={({ id }) => id}
      />
    </>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <li>
      <strong>{value}</strong>
      <span>{label}</span>
    </li>
  );
}
