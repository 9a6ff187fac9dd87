// SPDX-License-Identifier: EUPL-1.2
import { Badge, List, Text } from '@mantine/core';
import { amount } from '#ui/format/amount.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import type { Column } from '#ui/tables/columns.ts';
import type { LineEditShape, PricedLine, PricedQuote } from '../contract.ts';
import classes from './quotes.module.css';

type Named = (id: string) => string;

/** The name of a body of a quote. */
export function namesOf(priced: PricedQuote): Named {
  const names = new Map([priced.body, ...priced.roster].map((body) => [body.id, body.name]));
  return (id) => names.get(id) ?? id;
}

/** « CC du Créonnais et 15 collectivités ». */
export function beneficiariesOf(line: PricedLine, name: Named): string {
  const [first, ...rest] = line.beneficiaries;
  if (first === undefined) return '';
  return rest.length === 0 ? name(first) : `${name(first)} et ${rest.length} collectivité${rest.length > 1 ? 's' : ''}`;
}

/** Names a line as the server does. */
export function keyOfLine(line: PricedLine): string {
  return `${line.offer}/${line.charge}/${line.beneficiaries[0] ?? ''}`;
}

/** What is owed each year, by tax. */
export function TotalsTable({ priced }: { priced: PricedQuote }) {
  const { years, overall } = priced.totals;
  type Row = { label: string; cents: readonly number[]; total: number };
  const row = (label: string, pick: (total: (typeof years)[number] | typeof overall) => number): Row => ({
    label,
    cents: years.map(pick),
    total: pick(overall),
  });
  const rows: Row[] = [
    ...(overall.exemptCents > 0 ? [row('Exonéré de TVA', (total) => total.exemptCents)] : []),
    ...(overall.unqualifiedCents > 0 ? [row('Taxe à préciser', (total) => total.unqualifiedCents)] : []),
    ...(overall.taxedCents > 0 ? [row('Hors taxes', (total) => total.taxedCents), row('TVA', (total) => total.vatCents)] : []),
    row('À payer', (total) => total.payableCents),
  ];
  const columns: readonly Column<Row>[] = [
    { id: 'label', title: 'Total', value: ({ label }) => label, isName: true },
    ...years.map(({ year }, at) => ({ id: `y${year}`, title: `Année ${year}`, kind: 'amount' as const, value: ({ cents }: Row) => cents[at] ?? 0 })),
    { id: 'all', title: `Sur ${years.length} ans`, kind: 'amount', value: ({ total }) => total },
  ];
  return <TableGrid caption="Totaux" columns={columns} rows={rows} rowKey={({ label }) => label} />;
}

/** Every line with its reasoning; edited ones show the calculated amount beside. */
export function LinesTable({ priced, calculated, edits = [] }: { priced: PricedQuote; calculated?: PricedQuote; edits?: readonly LineEditShape[] }) {
  const name = namesOf(priced);
  const columns: readonly Column<PricedLine>[] = [
    {
      id: 'label',
      title: 'Prestation',
      value: ({ label }) => label,
      isName: true,
      cell: (line) => <LineName line={line} calculated={calculated} edits={edits} />,
    },
    { id: 'for', title: 'Pour', value: (line) => beneficiariesOf(line, name) },
    { id: 'quantity', title: 'Quantité', value: ({ quantity, unit }) => `${quantity.toLocaleString('fr-FR')} ${unit}` },
    ...priced.totals.years.map(({ year }, at) => ({
      id: `y${year}`,
      title: `Année ${year}`,
      kind: 'amount' as const,
      value: (line: PricedLine) => (line.amountCents === null ? null : (line.yearsCents[at] ?? 0)),
      cell: (line: PricedLine) => (line.amountCents === null ? 'Sur devis' : amount(line.yearsCents[at] ?? 0)),
    })),
  ];
  return <TableGrid caption="Lignes du devis" columns={columns} rows={priced.lines} rowKey={keyOfLine} />;
}

function LineName({ line, calculated, edits }: { line: PricedLine; calculated: PricedQuote | undefined; edits: readonly LineEditShape[] }) {
  const edit = edits.find((one) => one.line === keyOfLine(line));
  const before = calculated?.lines.find((one) => keyOfLine(one) === keyOfLine(line));
  return (
    <div>
      {line.label}
      {line.label !== line.offerLabel && (
        <Text span size="sm" c="dimmed" display="block">
          {line.offerLabel}
        </Text>
      )}
      {line.status === 'to-confirm' && <Badge color="yellow">À confirmer</Badge>}
      {edit && (
        <Text span size="sm" display="block">
          Montant fixé ({before?.amountCents == null ? 'calculé : sur devis' : `calculé : ${amount(before.amountCents)}`}) – {edit.reason}
        </Text>
      )}
      <details className={classes.why}>
        <summary>Pourquoi ?</summary>
        <List type="ordered" size="sm">
          {line.why.map(({ says, citation }) => (
            <List.Item key={says}>
              {says}{' '}
              {citation && (
                <cite>{`${citation.document}, ligne ${citation.line} : « ${citation.label} »${citation.figure ? ` ${citation.figure}` : ''}`}</cite>
              )}
            </List.Item>
          ))}
        </List>
      </details>
    </div>
  );
}
