// SPDX-License-Identifier: EUPL-1.2
import { Alert, Badge, Button, NativeSelect } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { hrefOf } from '#ui/api/call.ts';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Chart } from '#ui/charts/chart.tsx';
import { amount, amountDifference, percentage, shortAmount } from '#ui/format/amount.ts';
import { today } from '#ui/format/day.ts';
import { Section, Sections } from '#ui/parts/section.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { printShares, readShares, sharingLabels } from '../../contract.ts';
import { Figures } from '../figures.tsx';

type Shares = OutputOf<typeof readShares>;
type Member = Shares['members'][number];
type Service = Shares['services'][number];

const serviceColumns: readonly Column<Service>[] = [
  { id: 'service', title: 'Service', value: (row) => row.label, isName: true },
  { id: 'sharing', title: 'Clé', value: (row) => sharingLabels[row.sharing] },
  { id: 'common', title: 'Coûts communs', kind: 'amount', value: (row) => row.commonCents },
  { id: 'called', title: 'Participations', kind: 'amount', value: (row) => row.participationCents },
  { id: 'gap', title: 'Écart', kind: 'amount', value: (row) => row.gapCents, cell: (row) => amountDifference(row.gapCents) },
  { id: 'coverage', title: 'Couverture', value: (row) => (row.coverageBasisPoints === null ? null : percentage(row.coverageBasisPoints / 10_000)) },
];
const memberColumns: readonly Column<Member>[] = [
  { id: 'payer', title: 'Membre', value: (row) => row.payer, isName: true },
  { id: 'bodies', title: 'Collectivités', kind: 'number', value: (row) => row.bodies },
  { id: 'population', title: 'Habitants', kind: 'number', value: (row) => row.population },
  { id: 'exact', title: 'Part exacte', kind: 'amount', value: (row) => row.exactCents },
  { id: 'called', title: 'Participation', kind: 'amount', value: (row) => row.participationCents },
  { id: 'gap', title: 'Écart', kind: 'amount', value: (row) => row.gapCents, cell: (row) => amountDifference(row.gapCents) },
  {
    id: 'taxed',
    title: 'Recettes taxées',
    value: (row) => (row.taxedBasisPoints === null ? 'non déclaré' : percentage(row.taxedBasisPoints / 10_000)),
    cell: (row) => (
      <>
        {row.taxedBasisPoints === null ? 'non déclaré' : percentage(row.taxedBasisPoints / 10_000)}{' '}
        {row.isOverTwenty && <Badge color="red">plus de 20 %</Badge>}
      </>
    ),
  },
];

/** Evidence that members bear their exact share of common costs. */
export function Page() {
  const { organisation, may } = usePlace();
  const { query, setQuery } = useAddress();
  const now = Number(today().slice(0, 4));
  const year = Number(query['annee'] ?? now);
  const { data, error, refetch } = useEndpoint(readShares, { year: String(year) });
  const at = `/o/${organisation.slug}/facturation`;
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  return (
    <>
      <PageHeader
        title="Parts exactes (art. 261 B)"
        lead="L’exonération suppose que chaque membre paie sa part exacte des charges communes : voici les coûts, les clés, et ce qui a été appelé."
        trail={[{ label: 'Facturation', href: at }]}
        actions={
          <>
            {may('billing.prepare') && (
              <Button component={HouseLink} href={`${at}/parts/couts`} variant="default">
                Coûts et clés
              </Button>
            )}
            <Button
              component="a"
              target="_blank"
              href={hrefOf(printShares, { year: String(year) }, organisation.slug)}
              leftSection={<IconFileTypePdf size={18} aria-hidden />}
            >
              État pour l’auditeur
            </Button>
          </>
        }
      />
      <NativeSelect
        label="Année"
        w="10rem"
        mb="md"
        value={String(year)}
        onChange={(event) => setQuery({ annee: event.currentTarget.value })}
        data={[now, now - 1, now - 2].map(String)}
      />
      {data ? <Evidence shares={data} /> : <PageSkeleton />}
    </>
  );
}

function Evidence({ shares }: { shares: Shares }) {
  return (
    <>
      <Figures
        figures={[
          { label: 'Coûts communs', value: amount(shares.commonCents) },
          { label: 'Participations appelées', value: amount(shares.participationCents) },
          {
            label: 'Écart',
            value: amountDifference(shares.participationCents - shares.commonCents),
            says:
              shares.participationCents < shares.commonCents
                ? 'les participations ne couvrent pas les coûts'
                : shares.participationCents > shares.commonCents
                  ? 'excédent à rendre ou à reporter'
                  : 'part exacte',
          },
          {
            label: 'Services à des tiers',
            value: percentage(shares.outsideBasisPoints / 10_000),
            says: `${amount(shares.outsideCents)} sur ${amount(shares.turnoverCents)} de recettes ; tolérance : 50 %`,
            tone: shares.isOverFifty ? 'danger' : undefined,
          },
        ]}
      />
      {shares.notes.map((note) => (
        <Alert key={note} color="orange" mb="sm">
          {note}
        </Alert>
      ))}
      {shares.services.length === 0 && shares.members.length === 0 && (
        <EmptyState title={`Rien à montrer pour ${shares.year}`}>
          Saisissez les coûts communs de l’année : ils seront rapprochés, service par service, des participations appelées.
        </EmptyState>
      )}
      <Sections>
        {shares.services.length > 0 && (
          <Section title="Par service" isWide>
            <TableGrid caption="Coûts et participations par service" columns={serviceColumns} rows={shares.services} rowKey={(row) => row.service} />
          </Section>
        )}
        {shares.members.length > 0 && (
          <Section title="Par membre" isWide>
            <Chart
              kind="across"
              title="Part exacte et participation"
              rowLabel="Membre"
              rows={shares.members
                .slice(0, 12)
                .map(({ payer, exactCents, participationCents }) => ({ label: payer, exactCents, participationCents }))}
              series={[
                { key: 'exactCents', label: 'Part exacte', tone: 'info' },
                { key: 'participationCents', label: 'Participation', tone: 'accent' },
              ]}
              write={shortAmount}
            />
            <TableGrid caption="Parts des membres" columns={memberColumns} rows={shares.members} rowKey={(row) => row.payerId} />
          </Section>
        )}
      </Sections>
    </>
  );
}
