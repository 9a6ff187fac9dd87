// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { dayWithWeekday, today } from '#ui/format/day.ts';
import { Section, Sections } from '#ui/parts/section.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { listDaysOff, readCalendar } from '../../contract.ts';
import { RoomTabs } from '../room-tabs.tsx';
import { ClosedDays } from './closed-days.tsx';
import { SchoolBreaks } from './school-breaks.tsx';
import classes from '../manage/manage.module.css';

/** The days on which nobody is counted as away: public holidays, days that the body gives; and the school holidays that it follows. */
export function Page() {
  const { query, setQuery } = useAddress();
  const year = /^\d{4}$/.test(query['an'] ?? '') ? Number(query['an']) : Number(today().slice(0, 4));
  const { data, error, refetch } = useEndpoint(listDaysOff, {});
  // No agent has the identifier of nobody: the days alone are read.
  const { data: calendar } = useEndpoint(readCalendar, { from: `${year}-01-01`, until: `${year}-12-31`, agentId: NOBODY }, { keepPrevious: true });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const holidays = (calendar?.days ?? []).filter(({ day, holiday }) => holiday !== null && day.startsWith(String(year)));
  return (
    <>
      <PageHeader
        title={`Ponts et vacances ${year}`}
        tab="Ponts et vacances"
        lead="Un jour offert n’est pris sur aucun compteur. Les vacances scolaires règlent le temps de travail des agents qui suivent l’école."
        actions={
          <Button.Group>
            <Button variant="default" aria-label="Année précédente" onClick={() => setQuery({ an: String(year - 1) })}>
              <IconChevronLeft size={18} aria-hidden />
            </Button>
            <Button variant="default" aria-label="Année suivante" onClick={() => setQuery({ an: String(year + 1) })}>
              <IconChevronRight size={18} aria-hidden />
            </Button>
          </Button.Group>
        }
      />
      <RoomTabs />
      <Sections>
        <ClosedDays year={year} closedDays={data.closedDays} holidays={holidays.map(({ day }) => day)} />
        <SchoolBreaks year={year} breaks={data.breaks} />
        <Section title="Jours fériés" isWide>
          <ul className={classes.days}>
            {holidays.map(({ day, holiday }) => (
              <li key={day}>
                <p>{holiday}</p>
                <p className={classes.quiet}>{dayWithWeekday(day)}</p>
              </li>
            ))}
          </ul>
        </Section>
      </Sections>
    </>
  );
}

const NOBODY = '00000000-0000-7000-8000-000000000000';
