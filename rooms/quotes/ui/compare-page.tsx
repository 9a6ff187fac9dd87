// SPDX-License-Identifier: EUPL-1.2
import { Group, Select, Text } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { amount, amountDifference } from '#ui/format/amount.ts';
import { instant } from '#ui/format/day.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { Lines, PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { readQuote, readVersion, type PricedQuote, type QuoteDetails } from '../contract.ts';
import { beneficiariesOf, keyOfLine, namesOf } from './price-tables.tsx';

type Difference = { key: string; label: string; before: string; after: string; change: string };

/** Two versions of a quote side by side: what was asked, each line, the totals. */
export function Page() {
  const { organisation } = usePlace();
  const { params } = useAddress();
  const { data: quote, error, refetch } = useEndpoint(readQuote, { id: params['quote'] ?? '' });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!quote) return <PageSkeleton />;
  const at = `/o/${organisation.slug}/devis`;
  return (
    <>
      <PageHeader
        title="Versions"
        lead={quote.title}
        trail={[
          { label: 'Devis', href: at },
          { label: quote.number, href: `${at}/${quote.id}` },
        ]}
      />
      <Comparison quote={quote} />
    </>
  );
}

function Comparison({ quote }: { quote: QuoteDetails }) {
  const { query, setQuery } = useAddress();
  const before = Number(query['de'] ?? Math.max(1, quote.version - 1));
  const after = Number(query['a'] ?? quote.version);
  const one = useEndpoint(readVersion, { id: quote.id, version: before });
  const two = useEndpoint(readVersion, { id: quote.id, version: after });
  const options = quote.versions.map(({ number, at, authorName, comment }) => ({
    value: String(number),
    label: `Version ${number}, ${instant(at)}, ${authorName}${comment && ` – ${comment}`}`,
  }));
  const error = one.error ?? two.error;
  if (error) return <ErrorState error={error} />;
  return (
    <>
      <Group mb="lg" grow>
        <Select label="De" data={options} value={String(before)} allowDeselect={false} onChange={(value) => setQuery({ de: value ?? undefined })} />
        <Select label="À" data={options} value={String(after)} allowDeselect={false} onChange={(value) => setQuery({ a: value ?? undefined })} />
      </Group>
      {one.data && two.data ? <Differences before={one.data.effective} after={two.data.effective} /> : <Lines count={6} />}
    </>
  );
}

function Differences({ before, after }: { before: PricedQuote; after: PricedQuote }) {
  const rows = differencesOf(before, after);
  const columns: readonly Column<Difference>[] = [
    { id: 'label', title: 'Ce qui change', value: ({ label }) => label, isName: true },
    { id: 'before', title: 'Avant', value: (row) => row.before },
    { id: 'after', title: 'Après', value: (row) => row.after },
    { id: 'change', title: 'Écart', value: (row) => row.change },
  ];
  if (rows.length === 0) return <Text>Les deux versions disent la même chose.</Text>;
  return <TableGrid caption="Différences entre les versions" columns={columns} rows={rows} rowKey={({ key }) => key} />;
}

function differencesOf(before: PricedQuote, after: PricedQuote): Difference[] {
  const rows: Difference[] = [];
  const put = (key: string, label: string, one: string, two: string, change = ''): void => {
    if (one !== two) rows.push({ key, label, before: one, after: two, change });
  };
  put('edition', 'Édition du catalogue', before.edition.label, after.edition.label);
  put('roster', 'Collectivités retenues', String(before.roster.length), String(after.roster.length));
  put('counted', 'Collectivités comptées', String(before.counting?.counted ?? '–'), String(after.counting?.counted ?? '–'));
  put('volume', 'Volume', volumeOf(before), volumeOf(after));
  const [old, fresh] = [linesOf(before), linesOf(after)];
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const [one, two] = [old.get(key), fresh.get(key)];
    const change = one?.cents != null && two?.cents != null ? amountDifference(two.cents - one.cents) : '';
    put(key, two?.label ?? one?.label ?? key, one ? written(one.cents) : 'absente', two ? written(two.cents) : 'retirée', change);
  }
  for (const [index, year] of after.totals.years.entries()) {
    const was = before.totals.years[index]?.payableCents ?? 0;
    put(`year ${year.year}`, `À payer, année ${year.year}`, amount(was), amount(year.payableCents), amountDifference(year.payableCents - was));
  }
  return rows;
}

function linesOf(priced: PricedQuote): Map<string, { label: string; cents: number | null }> {
  const name = namesOf(priced);
  return new Map(priced.lines.map((line) => [keyOfLine(line), { label: `${line.label}, ${beneficiariesOf(line, name)}`, cents: line.amountCents }]));
}

function written(cents: number | null): string {
  return cents === null ? 'sur devis' : amount(cents);
}

function volumeOf({ sensitivity }: PricedQuote): string {
  return sensitivity ? `${sensitivity.volume.usedGo.toLocaleString('fr-FR')} Go` : '–';
}
