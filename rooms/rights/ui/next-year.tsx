// SPDX-License-Identifier: EUPL-1.2
import { Text } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { count, shortAmount } from '#ui/format/amount.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { readNextYear, readNextYearOf } from '../contract.ts';
import { units } from './amount-words.ts';
import classes from './rights.module.css';

type Outlook = OutputOf<typeof readNextYear>;
type Line = Outlook['lines'][number];

const columns: readonly Column<Line>[] = [
  { id: 'label', title: 'Droit', value: (row) => row.label, isName: true },
  { id: 'now', title: 'Aujourd’hui', kind: 'number', value: (row) => row.now, cell: (row) => units(row.now, row.unit) },
  {
    id: 'expected',
    title: 'Attendu',
    kind: 'number',
    value: (row) => row.expected,
    cell: (row) => units(row.expected >= 10 ? Math.round(row.expected) : Math.round(row.expected * 10) / 10, row.unit),
  },
  { id: 'amount', title: 'Droit ouvert', kind: 'number', value: (row) => row.amount, cell: (row) => units(row.amount, row.unit) },
  {
    id: 'cents',
    title: 'En plus',
    kind: 'amount',
    value: (row) => row.cents,
    cell: (row) => (row.cents === null ? 'sur devis' : shortAmount(row.cents)),
  },
  {
    id: 'says',
    title: 'Pourquoi',
    value: (row) => row.says,
    cell: (row) => (
      <>
        {row.says}
        {row.printed && <span className={classes.printed}> Imprimé : {row.printed}.</span>}
      </>
    ),
  },
];

/** What next year would cost more at today's use, for the body in the address. */
export function NextYear() {
  const { data, error, refetch } = useEndpoint(readNextYear, {});
  return <Shown outlook={data} error={error} retry={() => void refetch()} />;
}

/** The same, for a body that the operator serves. */
export function NextYearOf({ bodyId }: { bodyId: string }) {
  const { data, error, refetch } = useEndpoint(readNextYearOf, { id: bodyId });
  return <Shown outlook={data} error={error} retry={() => void refetch()} />;
}

function Shown({ outlook, error, retry }: { outlook: Outlook | undefined; error: Error | null; retry: () => void }) {
  return (
    <section className={classes.section}>
      <h2>L’année prochaine, au rythme actuel</h2>
      {error ? <LoadError error={error} retry={retry} /> : outlook ? <Expected outlook={outlook} /> : <Lines count={3} />}
    </section>
  );
}

function Expected({ outlook }: { outlook: Outlook }) {
  const { year, lines, withoutForecast, method } = outlook;
  if (lines.length === 0)
    return <Text>Les relevés sont encore trop peu nombreux pour prévoir {year} : la prévision viendra après deux mois de relevés.</Text>;
  return (
    <>
      <p>{conclusion(outlook)}</p>
      <TableGrid caption={`Prévision pour ${year}`} columns={columns} rows={lines} rowKey={(row) => row.id} />
      {withoutForecast.length > 0 && (
        <p className={classes.soft}>
          Sans prévision : {withoutForecast.map(({ label, why }) => `${label} (${why.replace(/\.$/, '').toLowerCase()})`).join(', ')}.
        </p>
      )}
      <p className={classes.printed}>{method}</p>
    </>
  );
}

function conclusion({ year, lines, totalCents }: Outlook): string {
  const unpriced = lines.filter(({ cents }) => cents === null).length;
  const rest = unpriced === 0 ? '' : ` ${count('droit serait dépassé', 'droits seraient dépassés', unpriced)} sans prix imprimé : sur devis.`;
  if (totalCents > 0) return `En ${year}, cet usage coûterait ${shortAmount(totalCents)} de plus par an.${rest}`;
  return rest === '' ? `En ${year}, rien de plus à payer si l’usage se poursuit ainsi.` : `En ${year} :${rest}`;
}
