// SPDX-License-Identifier: EUPL-1.2
import { Title } from '@mantine/core';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import type { Request } from '../request/request.ts';
import { spanInWords } from '../words.ts';
import { addDays } from './days.ts';
import { PlanningGrid } from './planning-grid.tsx';
import { useCalendar } from './use-calendar.ts';
import classes from '../leave.module.css';

/** Longest stretch drawn beside a request: what comes after is on the planning. */
const MOST_DAYS = 21;

/** The team around the days of an absence: who is there, who is not. */
export function AwayTogether({ request }: { request: Request }) {
  const from = addDays(request.fromOn, -1);
  const last = addDays(request.untilOn, 1);
  const until = last > addDays(from, MOST_DAYS - 1) ? addDays(from, MOST_DAYS - 1) : last;
  const { data, error, refetch } = useCalendar({ from, until });
  const own = data?.agents.find(({ id }) => id === request.agent.id);
  const team = data?.teams.find(({ id }) => id === own?.teamId);
  const agents = data?.agents.filter(({ id, teamId }) => id === own?.id || (teamId !== null && teamId === own?.teamId)) ?? [];
  // Somebody may have asked twice, and each is shown: the days tell them apart.
  const absence = `l’absence de ${request.agent.name} ${spanInWords(request)}`;
  return (
    <section aria-label={`Le service autour de ${absence}`}>
      <Title order={3} size="h4" mb="xs">
        {team ? `Le service ${team.name} ces jours-là` : 'Ces jours-là'}
      </Title>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={3} />}
      {data && agents.length > 0 && (
        <PlanningGrid caption={`Présences autour de ${absence}`} days={data.days} agents={agents} minimum={team?.minimumPresent} />
      )}
      {data && agents.length === 0 && <p className={classes.quiet}>Aucun collègue à montrer.</p>}
    </section>
  );
}
