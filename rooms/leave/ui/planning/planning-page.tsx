// SPDX-License-Identifier: EUPL-1.2
import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconPrinter } from '@tabler/icons-react';
import { month as monthInWords, today } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { RoomTabs } from '../room-tabs.tsx';
import { addDays, addMonths, lastDayOf, mondayOf } from './days.ts';
import { Legend } from './legend.tsx';
import { PlanningGrid } from './planning-grid.tsx';
import { YearGrid } from './year-grid.tsx';
import { useCalendar } from './use-calendar.ts';
import classes from './planning.module.css';

/** Who is away, team by team: a month day by day, or the whole year; made to be printed and put on the wall. */
export function Page() {
  const { organisation } = usePlace();
  const { query, setQuery } = useAddress();
  const isYear = query['vue'] === 'annee';
  const month = /^\d{4}-\d{2}$/.test(query['mois'] ?? '') ? (query['mois'] ?? '') : today().slice(0, 7);
  const year = month.slice(0, 4);
  const teamId = query['service'];
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const wholeMonth = { from: `${month}-01`, until: lastDayOf(month) };
  const isFromNow = isNarrow && !isYear && month === today().slice(0, 7) && query['jours'] !== 'tous';
  const daysShown = isFromNow ? fromThisWeek(wholeMonth.until) : wholeMonth;
  const { data, error, refetch, isFetching } = useCalendar(
    {
      ...(isYear ? { from: `${year}-01-01`, until: `${year}-12-31` } : daysShown),
      ...(teamId && { teamId }),
    },
    { keepPrevious: true },
  );
  const step = isYear ? 12 : 1;
  const name = isYear ? year : monthInWords(month);
  const team = data?.teams.find(({ id }) => id === teamId);
  const caption = `Planning de ${name}${team ? `, ${team.name}` : ''}`;
  return (
    <div className={classes.sheet}>
      <PageHeader
        title={`Planning de ${name}`}
        tab="Planning des absences"
        lead={team?.name}
        actions={
          <>
            <Button component={HouseLink} variant="default" href={`/o/${organisation.slug}/conges/abonnements`}>
              S’abonner
            </Button>
            <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
              Imprimer
            </Button>
          </>
        }
      />
      <RoomTabs />
      <div className={classes.tools} data-no-print>
        <SegmentedControl
          aria-label="Vue"
          value={isYear ? 'annee' : 'mois'}
          onChange={(vue) => setQuery({ vue: vue === 'annee' ? vue : undefined })}
          data={[
            { value: 'mois', label: 'Mois' },
            { value: 'annee', label: 'Année' },
          ]}
        />
        <Button.Group>
          <Button variant="default" aria-label="Précédent" onClick={() => setQuery({ mois: addMonths(month, -step), jours: undefined })}>
            <IconChevronLeft size={18} aria-hidden />
          </Button>
          <Button variant="default" onClick={() => setQuery({ mois: undefined, jours: undefined })}>
            Aujourd’hui
          </Button>
          <Button variant="default" aria-label="Suivant" onClick={() => setQuery({ mois: addMonths(month, step), jours: undefined })}>
            <IconChevronRight size={18} aria-hidden />
          </Button>
        </Button.Group>
        {isFromNow && daysShown.from > wholeMonth.from && (
          <Button variant="default" onClick={() => setQuery({ jours: 'tous' })}>
            Voir depuis le 1er
          </Button>
        )}
        {data && data.teams.length > 1 && (
          <NativeSelect
            label="Service"
            value={teamId ?? ''}
            onChange={(event) => setQuery({ service: event.currentTarget.value })}
            data={[{ value: '', label: 'Tous les services' }, ...data.teams.map(({ id, name: label }) => ({ value: id, label }))]}
          />
        )}
      </div>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={8} />}
      {data && data.agents.length === 0 && (
        <EmptyState title="Aucun agent à montrer">
          Le planning s’affiche dès que des agents sont inscrits et que la collectivité vous laisse lire leurs absences.
        </EmptyState>
      )}
      {data && data.agents.length > 0 && (
        <div aria-busy={isFetching}>
          {isYear ? (
            <YearGrid caption={caption} calendar={data} yearHref={(agentId) => `/o/${organisation.slug}/conges/annee?agent=${agentId}&an=${year}`} />
          ) : (
            <PlanningGrid
              caption={caption}
              days={data.days}
              agents={data.agents}
              minimum={team?.minimumPresent}
              nameHref={({ id }) => `/o/${organisation.slug}/conges/annee?agent=${id}&an=${year}`}
            />
          )}
          <Legend calendar={data} hasDays={!isYear} />
        </div>
      )}
    </div>
  );
}

// On a phone, where a week is what fits: what is to come first, two weeks at least when the month ends.
function fromThisWeek(lastOfMonth: string): { from: string; until: string } {
  const now = today();
  const monday = mondayOf(now);
  // On a Saturday or a Sunday the week is over.
  const from = now > addDays(monday, 4) ? now : monday;
  const twoWeeks = addDays(from, 13);
  return { from, until: twoWeeks > lastOfMonth ? twoWeeks : lastOfMonth };
}
