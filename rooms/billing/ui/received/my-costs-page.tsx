// SPDX-License-Identifier: EUPL-1.2
import { NativeSelect } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Chart } from '#ui/charts/chart.tsx';
import { amount, amountDifference, shortAmount } from '#ui/format/amount.ts';
import { Section, Sections } from '#ui/parts/section.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { readForecast, readMyCosts } from '../../contract.ts';
import { Figures } from '../figures.tsx';

type Costs = OutputOf<typeof readMyCosts>;
type Forecast = OutputOf<typeof readForecast>;

const bodyColumns: readonly Column<Costs['bodies'][number]>[] = [
  { id: 'body', title: 'Collectivité', value: (row) => row.body, isName: true },
  { id: 'net', title: 'Coût de l’année', kind: 'amount', value: (row) => row.netCents },
  { id: 'says', title: 'Pour', value: (row) => row.says },
];
const partColumns: readonly Column<Costs['parts'][number] & { key: string }>[] = [
  { id: 'body', title: 'Collectivité', value: (row) => row.body, isName: true },
  { id: 'label', title: 'Ligne', value: (row) => row.label },
  { id: 'net', title: 'Montant', kind: 'amount', value: (row) => row.netCents },
  { id: 'says', title: 'Pourquoi', value: (row) => row.says },
];
const forecastColumns: readonly Column<Forecast['lines'][number] & { key: string }>[] = [
  { id: 'label', title: 'Service', value: (row) => row.label, isName: true },
  { id: 'operator', title: 'Opérateur', value: (row) => row.operator },
  { id: 'net', title: 'HT ou net', kind: 'amount', value: (row) => row.netCents },
  { id: 'vat', title: 'TVA', kind: 'amount', value: (row) => row.vatCents },
  { id: 'act', title: 'Acte', value: (row) => row.act },
  { id: 'says', title: 'Sur quoi cela repose', value: (row) => row.says },
];

/** What each body costs whoever pays, and what next year should cost. */
export function Page() {
  const { organisation } = usePlace();
  const { query, setQuery } = useAddress();
  const { data, error, refetch } = useEndpoint(readMyCosts, query['annee'] ? { year: query['annee'] } : {});
  const { data: forecast } = useEndpoint(readForecast, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  return (
    <>
      <PageHeader
        title="Ce que coûte chaque collectivité"
        lead="À qui revient ce que vous payez, et ce que l’an prochain devrait coûter."
        trail={[{ label: 'Mes factures', href: `/o/${organisation.slug}/factures-recues` }]}
      />
      {!data && <PageSkeleton />}
      {data && data.years.length === 0 && (
        <EmptyState title="Rien n’a encore été facturé">
          Votre premier appel ou votre première facture dira ce que coûte chaque collectivité.
        </EmptyState>
      )}
      {data && data.years.length > 0 && (
        <>
          <Figures
            figures={[
              ...data.years.slice(-3).map((one) => ({
                label: `Facturé pour ${one.year}`,
                value: amount(one.grossCents),
                says: one.vatCents === 0 ? 'sans TVA' : `dont ${amount(one.vatCents)} de TVA`,
              })),
              ...(forecast
                ? [
                    {
                      label: `Prévu pour ${forecast.year}`,
                      value: amount(forecast.grossCents),
                      says: comparedWords(forecast),
                    },
                  ]
                : []),
            ]}
          />
          {data.years.length > 1 && (
            <NativeSelect
              label="Année"
              w="10rem"
              mb="md"
              value={String(data.year)}
              onChange={(event) => setQuery({ annee: event.currentTarget.value })}
              data={data.years.map(({ year }) => String(year))}
            />
          )}
          <Sections>
            <Section title={`Par collectivité en ${data.year}`} isWide>
              {data.bodies.length > 1 && (
                <Chart
                  kind="across"
                  title={`Coût par collectivité, ${data.year}`}
                  rowLabel="Collectivité"
                  rows={data.bodies.slice(0, 12).map(({ body, netCents }) => ({ label: body, netCents }))}
                  series={[{ key: 'netCents', label: 'Coût', tone: 'accent' }]}
                  write={shortAmount}
                />
              )}
              <TableGrid caption="Coût par collectivité" columns={bodyColumns} rows={data.bodies} rowKey={(row) => row.bodyId} />
              <p>
                <small>{data.method}</small>
              </p>
            </Section>
            <Section title="Le détail" isWide>
              <TableGrid
                caption="Chaque ligne et sa raison"
                columns={partColumns}
                rows={data.parts.map((row, at) => ({ ...row, key: String(at) }))}
                rowKey={(row) => row.key}
              />
            </Section>
            {forecast && forecast.remaining.length > 0 && (
              <Section title={`Encore à facturer pour ${forecast.year - 1}`} isWide>
                <TableGrid
                  caption={`Ce que ${forecast.year - 1} doit encore coûter : ${amount(forecast.remainingCents)}`}
                  columns={forecastColumns}
                  rows={keyed(forecast.remaining)}
                  rowKey={(row) => row.key}
                />
              </Section>
            )}
            {forecast && forecast.lines.length > 0 && (
              <Section title={`Prévision ${forecast.year}`} isWide>
                <TableGrid
                  caption={`Ce que ${forecast.year} devrait coûter`}
                  columns={forecastColumns}
                  rows={keyed(forecast.lines)}
                  rowKey={(row) => row.key}
                />
                <p>
                  <small>{forecast.method}</small>
                </p>
              </Section>
            )}
          </Sections>
        </>
      )}
    </>
  );
}

/** « comme cette année », « +120,00 € par rapport à cette année ». */
function comparedWords({ grossCents, thisYearCents }: Forecast): string {
  return grossCents === thisYearCents ? 'comme cette année' : `${amountDifference(grossCents - thisYearCents)} par rapport à cette année`;
}

/** Two lines may say the same of two bodies. */
function keyed(lines: Forecast['lines']) {
  return lines.map((line, at) => ({ ...line, key: String(at) }));
}
