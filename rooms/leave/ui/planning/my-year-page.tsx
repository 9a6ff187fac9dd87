// SPDX-License-Identifier: EUPL-1.2
import { Button, Title } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPrinter } from '@tabler/icons-react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { today } from '#ui/format/day.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readMyLeave } from '../../contract.ts';
import { RoomTabs } from '../room-tabs.tsx';
import { awayOn, works, type Agent, type Calendar } from './days.ts';
import { Legend } from './legend.tsx';
import { MonthsGrid } from './months-grid.tsx';
import { useCalendar } from './use-calendar.ts';
import classes from './planning.module.css';

/** One year at a glance: mine, or that of an agent whose absences I read. */
export function Page() {
  const { query, setQuery } = useAddress();
  const year = /^\d{4}$/.test(query['an'] ?? '') ? Number(query['an']) : Number(today().slice(0, 4));
  const mine = useEndpoint(readMyLeave, {});
  const agentId = query['agent'] ?? mine.data?.agent?.id;
  const read = useCalendar(
    { from: `${year}-01-01`, until: `${year}-12-31`, ...(agentId && { agentId }) },
    { enabled: agentId !== undefined, keepPrevious: true },
  );
  const error = mine.error ?? read.error;
  if (error) return <ErrorState error={error} reset={() => void read.refetch()} />;
  if (!mine.data || (agentId && !read.data)) return <PageSkeleton />;
  const [agent] = read.data?.agents ?? [];
  const isMine = agent !== undefined && agent.id === mine.data.agent?.id;
  return (
    <div className={classes.sheet}>
      <PageHeader
        title={isMine || !agent ? `Mon année ${year}` : `${agent.name}, ${year}`}
        actions={
          <>
            <Button variant="default" aria-label="Année précédente" onClick={() => setQuery({ an: String(year - 1) })}>
              <IconChevronLeft size={18} aria-hidden />
            </Button>
            <Button variant="default" aria-label="Année suivante" onClick={() => setQuery({ an: String(year + 1) })}>
              <IconChevronRight size={18} aria-hidden />
            </Button>
            <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
              Imprimer
            </Button>
          </>
        }
      />
      <RoomTabs />
      {agent && read.data ? (
        <>
          <MonthsGrid caption={`Année ${year} de ${agent.name}`} calendar={read.data} agent={agent} />
          <Legend calendar={read.data} />
          <Sums calendar={read.data} agent={agent} />
        </>
      ) : (
        <EmptyState title="Aucune année à montrer">Vous n’êtes pas inscrit parmi les agents de cette collectivité pour {year}.</EmptyState>
      )}
    </div>
  );
}

function Sums({ calendar, agent }: { calendar: Calendar; agent: Agent }) {
  const sums = new Map<string, number>();
  for (const [index, { day }] of calendar.days.entries())
    for (const half of ['am', 'pm'] as const) {
      const away = awayOn(agent.away, day, half);
      if (!away || away.hours || !works(agent, index, half)) continue;
      const label = `${away.kind?.label ?? 'Absence'}${away.status === 'approved' ? '' : ' (en attente)'}`;
      sums.set(label, (sums.get(label) ?? 0) + 0.5);
    }
  if (sums.size === 0) return null;
  return (
    <section aria-label="Jours d’absence de l’année">
      <Title order={2} size="h3" mt="xl" mb="xs">
        Jours d’absence de l’année
      </Title>
      <ul>
        {[...sums].map(([label, days]) => (
          <li key={label}>
            {label} : {days.toLocaleString('fr-FR')} {days >= 2 ? 'jours' : 'jour'}
          </li>
        ))}
      </ul>
    </section>
  );
}
