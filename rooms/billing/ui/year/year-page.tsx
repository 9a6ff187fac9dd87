// SPDX-License-Identifier: EUPL-1.2
import { Button, List, NativeSelect } from '@mantine/core';
import { IconFileInvoice, IconReportAnalytics, IconSettings } from '@tabler/icons-react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { Chart, type Series } from '#ui/charts/chart.tsx';
import { amount, amountDifference, count, shortAmount } from '#ui/format/amount.ts';
import { Section, Sections } from '#ui/parts/section.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { readYear, runStatusLabels, type runStatuses } from '../../contract.ts';
import { Figures } from '../figures.tsx';

type Year = OutputOf<typeof readYear>;
type Share = Year['byService'][number];

const months = ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'];

/** A billed year at a glance. */
export function Page() {
  const { organisation, may } = usePlace();
  const { query, setQuery } = useAddress();
  const { data, error, refetch } = useEndpoint(readYear, query['annee'] ? { year: query['annee'] } : {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  const at = `/o/${organisation.slug}/facturation`;
  return (
    <>
      <PageHeader
        title="Facturation"
        lead="L’année en un coup d’œil : ce qui est émis, encaissé, et ce qu’il reste à recouvrer."
        actions={
          <>
            <Button component={HouseLink} href={`${at}/etats`} variant="default" leftSection={<IconReportAnalytics size={18} aria-hidden />}>
              États de fin d’année
            </Button>
            {may('billing.set-up') && (
              <Button component={HouseLink} href={`${at}/reglages`} variant="default" leftSection={<IconSettings size={18} aria-hidden />}>
                Réglages
              </Button>
            )}
            {may('billing.prepare') && (
              <Button component={HouseLink} href={`${at}/campagnes/nouvelle`} leftSection={<IconFileInvoice size={18} aria-hidden />}>
                Nouvelle campagne
              </Button>
            )}
          </>
        }
      />
      {!data && <PageSkeleton />}
      {data && (
        <>
          {data.years.length > 1 && (
            <NativeSelect
              label="Année facturée"
              w="12rem"
              mb="md"
              value={String(data.year)}
              onChange={(event) => setQuery({ annee: event.currentTarget.value })}
              data={data.years.map(String)}
            />
          )}
          {data.documents === 0 && data.runsUnderWay.length === 0 ? (
            <EmptyState title="Rien n’est encore facturé">
              Préparez une campagne : elle calcule qui doit combien d’après les conventions, sans rien émettre.
            </EmptyState>
          ) : (
            <Glance year={data} at={at} />
          )}
        </>
      )}
    </>
  );
}

function Glance({ year, at }: { year: Year; at: string }) {
  return (
    <>
      <Figures
        figures={[
          {
            label: `Émis pour ${year.year}`,
            value: amount(year.grossCents),
            says: `${count('document', 'documents', year.documents)}, ${year.vatCents === 0 ? 'sans TVA' : `dont ${amount(year.vatCents)} de TVA`}`,
          },
          { label: 'Encaissé', value: amount(year.paidCents), tone: 'success' },
          { label: 'Reste à recouvrer', value: amount(year.restCents), says: <HouseLink href={`${at}/etats`}>Par exercice et ancienneté</HouseLink> },
          {
            label: 'En retard',
            value: amount(year.lateCents),
            tone: year.lateCents > 0 ? 'danger' : undefined,
            says:
              year.lateDocuments === 0 ? (
                'aucune échéance dépassée'
              ) : (
                <HouseLink href={`${at}/retards`}>{count('document', 'documents', year.lateDocuments)} à relancer</HouseLink>
              ),
          },
          {
            label: 'Contesté',
            value: amount(year.contestedCents),
            says: year.contestedCents > 0 && <HouseLink href={`${at}/documents?state=contested`}>Voir les documents</HouseLink>,
          },
        ]}
      />
      <Sections>
        {(year.runsUnderWay.length > 0 || year.waitingCharges > 0) && (
          <Section title="En attente" isWide>
            <List>
              {year.runsUnderWay.map((run) => (
                <List.Item key={run.id}>
                  <HouseLink href={`${at}/campagnes/${run.id}`}>{run.number}</HouseLink>, {run.title} : {words(run.status)}, {amount(run.grossCents)}
                </List.Item>
              ))}
              {year.waitingCharges > 0 && (
                <List.Item>
                  <HouseLink href={`${at}/a-facturer?state=waiting`}>{count('ligne saisie', 'lignes saisies', year.waitingCharges)}</HouseLink> à
                  prendre dans la prochaine campagne
                </List.Item>
              )}
            </List>
          </Section>
        )}
        <Section title="Par service" isWide>
          <Chart
            kind="across"
            title={`Facturé par service, ${yearsOf(year)}`}
            rowLabel="Service"
            rows={rowsOf(year.byService)}
            series={seriesOf(year)}
            write={shortAmount}
          />
        </Section>
        <Section title="Par payeur" isWide>
          <Chart
            kind="across"
            title={`Les plus grands payeurs, ${yearsOf(year)}`}
            rowLabel="Payeur"
            rows={rowsOf(year.byPayer)}
            series={seriesOf(year)}
            write={shortAmount}
          />
          <TableGrid caption="Payeurs de l’année" columns={payerColumns(at, year)} rows={year.byPayer} rowKey={(row) => row.key} />
        </Section>
        <Section title="Mois par mois" isWide>
          <Chart
            kind="line"
            title={`Émis et encaissé en ${year.year}`}
            rowLabel="Mois"
            rows={year.byMonth.map(({ month, issuedCents, paidCents }) => ({ label: months[month - 1] ?? '', issuedCents, paidCents }))}
            series={[
              { key: 'issuedCents', label: 'Émis', tone: 'accent' },
              { key: 'paidCents', label: 'Encaissé', tone: 'success' },
            ]}
            write={shortAmount}
          />
        </Section>
      </Sections>
    </>
  );
}

function words(status: string): string {
  return runStatusLabels[status as (typeof runStatuses)[number]]; // the server answers one of them
}

function rowsOf(shares: readonly Share[]) {
  return shares
    .slice(0, 8)
    .map(({ label, netCents, previousCents }) => ({ label: label.length > 42 ? `${label.slice(0, 40)}…` : label, netCents, previousCents }));
}

/** Last year stands beside this one where there was one. */
function seriesOf({ year, byPayer }: Year): Series[] {
  const now: Series = { key: 'netCents', label: String(year), tone: 'accent' };
  return hasBefore({ byPayer }) ? [now, { key: 'previousCents', label: String(year - 1), tone: 'info' }] : [now];
}

function yearsOf(year: Year): string {
  return hasBefore(year) ? `${year.year} et ${year.year - 1}` : String(year.year);
}

function hasBefore({ byPayer }: Pick<Year, 'byPayer'>): boolean {
  return byPayer.some(({ previousCents }) => previousCents !== 0);
}

const payerColumns = (at: string, { year, byPayer }: Year): readonly Column<Share>[] => [
  {
    id: 'label',
    title: 'Payeur',
    value: (row) => row.label,
    isName: true,
    cell: (row) => <HouseLink href={`${at}/documents?payer=${row.key}`}>{row.label}</HouseLink>,
  },
  { id: 'net', title: `${year}, HT ou net`, kind: 'amount', value: (row) => row.netCents },
  ...(hasBefore({ byPayer }) ? beforeColumns(year) : []),
];

const beforeColumns = (year: number): readonly Column<Share>[] => [
  { id: 'previous', title: String(year - 1), kind: 'amount', value: (row) => row.previousCents },
  {
    id: 'gap',
    title: 'Écart',
    kind: 'amount',
    value: (row) => row.netCents - row.previousCents,
    cell: (row) => amountDifference(row.netCents - row.previousCents),
  },
];
