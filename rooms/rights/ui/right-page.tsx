// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { Chart } from '#ui/charts/chart.tsx';
import { day, month } from '#ui/format/day.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listMovements, movementKinds, movementLabels, readHistory } from '../contract.ts';
import { units } from './amount-words.ts';
import classes from './rights.module.css';
import { Shares } from './shares.tsx';

type History = OutputOf<typeof readHistory>;

/** One right: its course, its shares, each use with what proves it. For the body that holds it, and for its operator. */
export function Page() {
  const { organisation } = usePlace();
  const { params } = useAddress();
  const { data, error, refetch } = useEndpoint(readHistory, { id: params['right'] ?? '', months: 13 });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const bodies = `/o/${organisation.slug}/droits-des-collectivites`;
  const trail = params['body']
    ? [
        { label: 'Droits des collectivités', href: bodies },
        { label: data.holder, href: `${bodies}/${params['body']}` },
      ]
    : [{ label: 'Mes droits et consommations', href: `/o/${organisation.slug}/droits` }];
  return (
    <>
      <PageHeader title={data.label} trail={trail} lead={leadOf(data)} />
      <Course history={data} />
      {data.isPooled && <Shares id={data.id} unit={data.unit} />}
      <section className={classes.section}>
        <h2>Chaque utilisation, et ce qui la prouve</h2>
        <Movements id={data.id} unit={data.unit} isPooled={data.isPooled} />
      </section>
    </>
  );
}

function leadOf({ amount, unit, printed }: History): string {
  const open = amount === null ? 'Sans limite' : `Droit ouvert : ${units(amount, unit)}`;
  return `${open}.${printed ? ` Imprimé : ${printed}.` : ''}`;
}

function Course({ history: { kind, unit, amount, days, months, years } }: { history: History }) {
  const write = (value: number): string => units(value, unit);
  if (days.length + months.length === 0) return <p>Rien n’a encore été utilisé ni relevé.</p>;
  if (kind === 'level')
    return (
      <Chart
        kind="line"
        title="Niveau relevé, depuis treize mois"
        rowLabel="Jour"
        rows={thinned(days).map(({ on, value }) => ({ label: day(on), value, ...(amount !== null && { limit: amount }) }))}
        series={[{ key: 'value', label: 'Relevé' }, ...(amount === null ? [] : [{ key: 'limit', label: 'Droit ouvert', tone: 'info' as const }])]}
        write={write}
      />
    );
  return (
    <>
      <Chart
        kind="bar"
        title="Utilisé par mois, depuis treize mois"
        rowLabel="Mois"
        rows={months.map(({ month: name, used }) => ({ label: month(name), used }))}
        series={[{ key: 'used', label: 'Utilisé' }]}
        write={write}
      />
      {years.length > 1 && (
        <Chart
          kind="bar"
          title="Utilisé par année"
          rowLabel="Année"
          rows={years.map(({ year, used }) => ({ label: year, used }))}
          series={[{ key: 'used', label: 'Utilisé' }]}
          write={write}
          height={200}
        />
      )}
    </>
  );
}

// A drawing has some hundred pixels of width, and a table of four hundred days helps nobody.
const MOST_POINTS = 60;

function thinned(days: History['days']): History['days'] {
  const step = Math.ceil(days.length / MOST_POINTS);
  return days.filter((_, at) => (days.length - 1 - at) % step === 0);
}

function Movements({ id, unit, isPooled }: { id: string; unit: string; isPooled: boolean }) {
  const columns: readonly Column<RowOf<typeof listMovements>>[] = [
    { id: 'on', title: 'Jour', kind: 'day', value: (row) => row.on, isName: true },
    { id: 'kind', title: 'Mouvement', value: (row) => movementLabels[row.kind] },
    { id: 'used', title: 'Utilisé', kind: 'number', value: (row) => row.used, cell: (row) => change(row.used, unit) },
    { id: 'reserved', title: 'Réservé', kind: 'number', value: (row) => row.reserved, cell: (row) => change(row.reserved, unit), isOptional: true },
    { id: 'beyond', title: 'Au-delà', kind: 'number', value: (row) => row.beyond, cell: (row) => (row.beyond > 0 ? units(row.beyond, unit) : '—') },
    { id: 'cents', title: 'Prix', kind: 'amount', value: (row) => row.beyondCents },
    {
      id: 'says',
      title: 'Justification',
      value: (row) => row.says,
      cell: (row) => (
        <>
          {row.says}
          {row.convenedBy && <small className={classes.convened}>Convocation à envoyer au plus tard le {day(row.convenedBy)}</small>}
        </>
      ),
    },
    { id: 'consumer', title: 'Collectivité', value: (row) => row.consumer, isOptional: !isPooled },
  ];
  return (
    <DataTable
      endpoint={listMovements}
      input={{ id }}
      caption="Utilisations"
      columns={columns}
      rowKey={(row) => row.id}
      filters={[{ name: 'kind', label: 'Mouvement', options: movementKinds.map((value) => ({ value, label: movementLabels[value] })) }]}
      exportName="utilisations"
      empty={<EmptyState title="Aucune utilisation">Chaque utilisation et chaque relevé paraîtront ici, avec ce qui les prouve.</EmptyState>}
    />
  );
}

function change(value: number, unit: string): string {
  return value === 0 ? '0' : `${value > 0 ? '+' : '−'}${units(Math.abs(value), unit)}`;
}
