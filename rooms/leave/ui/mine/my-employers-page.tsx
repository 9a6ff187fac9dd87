// SPDX-License-Identifier: EUPL-1.2
import { Anchor, Button, Card, Title } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { month as monthInWords, today } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readMyCalendar } from '../../contract.ts';
import { EmployerLines, type MyCalendar } from './employer-lines.tsx';

/** My absences with all my employers, month by month: one calendar for whoever works in several communes. */
export function Page() {
  const { query, setQuery } = useAddress();
  const year = /^\d{4}$/.test(query['an'] ?? '') ? Number(query['an']) : Number(today().slice(0, 4));
  const { data, error, refetch } = useEndpoint(readMyCalendar, { from: `${year}-01-01`, until: `${year}-12-31` }, { keepPrevious: true });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title={`Mes absences en ${year}`}
        lead="Chez tous vos employeurs, sur un même calendrier."
        actions={
          <>
            <Button variant="default" aria-label="Année précédente" onClick={() => setQuery({ an: String(year - 1) })}>
              <IconChevronLeft size={18} aria-hidden />
            </Button>
            <Button variant="default" aria-label="Année suivante" onClick={() => setQuery({ an: String(year + 1) })}>
              <IconChevronRight size={18} aria-hidden />
            </Button>
          </>
        }
      />
      {data.employers.length === 0 ? (
        <EmptyState title="Aucun employeur ne vous inscrit parmi ses agents">
          Dès qu’une collectivité gère vos congés ici, vos absences s’affichent sur cette page.
        </EmptyState>
      ) : (
        <>
          <Employers employers={data.employers} />
          <Months calendar={data} year={year} />
        </>
      )}
    </>
  );
}

function Employers({ employers }: { employers: MyCalendar['employers'] }) {
  return (
    <Card withBorder component="section" aria-label="Mes employeurs" mb="xl">
      <Title order={2} size="h3" mb="xs">
        Mes employeurs
      </Title>
      <ul>
        {employers.map(({ agentId, slug, name }) => (
          <li key={agentId}>
            {name} :{' '}
            <Anchor component={HouseLink} href={`/o/${slug}/conges`}>
              mes compteurs
            </Anchor>
            ,{' '}
            <Anchor component={HouseLink} href={`/o/${slug}/conges/demande`}>
              demander une absence à {name}
            </Anchor>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Months({ calendar: { employers, rows }, year }: { calendar: MyCalendar; year: number }) {
  const months = Map.groupBy(rows, ({ fromOn }) => (fromOn < `${year}` ? `${year}-01` : fromOn.slice(0, 7)));
  if (rows.length === 0)
    return <EmptyState title={`Aucune absence en ${year}`}>Vos demandes et vos absences accordées s’afficheront ici.</EmptyState>;
  return [...months].map(([month, those]) => (
    <section key={month} aria-label={monthInWords(month)}>
      <Title order={2} size="h3" mt="lg" mb="xs">
        {monthInWords(month)}
      </Title>
      <EmployerLines employers={employers} rows={those} />
    </section>
  ));
}
