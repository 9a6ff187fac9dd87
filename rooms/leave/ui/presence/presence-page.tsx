// SPDX-License-Identifier: EUPL-1.2
import { Button, NativeSelect } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPrinter } from '@tabler/icons-react';
import { DayInput } from '#ui/forms/day-input.tsx';
import { dayWithWeekday, today } from '#ui/format/day.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { addDays, closedFor } from '../planning/days.ts';
import { RoomTabs } from '../room-tabs.tsx';
import { PresenceSheet } from './presence-sheet.tsx';
import { useCalendar } from '../planning/use-calendar.ts';
import classes from './presence.module.css';

/** Who is there on a day, team by team: read on a phone in the morning, or printed for everybody to sign. */
export function Page() {
  const { query, setQuery } = useAddress();
  const on = /^\d{4}-\d{2}-\d{2}$/.test(query['jour'] ?? '') ? (query['jour'] ?? '') : today();
  const teamId = query['service'];
  const { data, error, refetch } = useCalendar({ from: on, until: on, ...(teamId && { teamId }) }, { keepPrevious: true });
  const day = data?.days[0];
  const closed = day ? closedFor(day) : null;
  return (
    <div className={classes.sheet}>
      <PageHeader
        title={`Présents le ${dayWithWeekday(on)}`}
        tab="Présents du jour"
        lead={closed ? `${closed} : la collectivité est fermée.` : data?.teams.find(({ id }) => id === teamId)?.name}
        actions={
          <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
            Imprimer la feuille
          </Button>
        }
      />
      <RoomTabs />
      <div className={classes.tools} data-no-print>
        <Button.Group>
          <Button variant="default" aria-label="La veille" onClick={() => setQuery({ jour: addDays(on, -1) })}>
            <IconChevronLeft size={18} aria-hidden />
          </Button>
          <Button variant="default" onClick={() => setQuery({ jour: undefined })}>
            Aujourd’hui
          </Button>
          <Button variant="default" aria-label="Le lendemain" onClick={() => setQuery({ jour: addDays(on, 1) })}>
            <IconChevronRight size={18} aria-hidden />
          </Button>
        </Button.Group>
        <DayInput label="Jour" clearable={false} value={on} onChange={(jour) => setQuery({ jour: jour ?? undefined })} />
        {data && data.teams.length > 1 && (
          <NativeSelect
            label="Service"
            value={teamId ?? ''}
            onChange={(event) => setQuery({ service: event.currentTarget.value })}
            data={[{ value: '', label: 'Tous les services' }, ...data.teams.map(({ id, name }) => ({ value: id, label: name }))]}
          />
        )}
      </div>
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={6} />}
      {data && data.agents.length === 0 && (
        <EmptyState title="Aucun agent à montrer">
          La feuille se remplit dès que des agents sont inscrits et que la collectivité vous laisse lire leurs absences.
        </EmptyState>
      )}
      {data && day && <PresenceSheet calendar={data} day={day} />}
    </div>
  );
}
