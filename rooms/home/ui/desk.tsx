// SPDX-License-Identifier: EUPL-1.2
import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import { dayWithWeekday, today } from '#ui/format/day.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { Skyline } from '#ui/theme/skyline.tsx';
import { News, Notices, Recents } from './aside.tsx';
import { ElectedHome } from './elected-home.tsx';
import { FirstSteps } from './first-steps.tsx';
import { type Home, summaryOf } from './home-words.ts';
import classes from './home.module.css';
import { ServiceTiles } from './service-tiles.tsx';
import { ToDoList } from './to-do-list.tsx';

type Props = {
  home: Home;
  /** The body, on the home of one body. */
  slug: string | null;
  isElected: boolean;
  /** Between the services and the foot of the main column. */
  children?: ReactNode;
};

/** The home of a person: of one body, or of all of theirs. */
export function Desk({ home, slug, isElected, children }: Props) {
  return (
    <>
      <div className={classes.hero}>
        <PageHeader
          title={home.givenName === '' ? 'Bonjour' : `Bonjour ${home.givenName}`}
          tab="Accueil"
          lead={
            <>
              <span className={classes.day}>{dayWithWeekday(today())}</span> {!isElected && summaryOf(home.toDo)}
            </>
          }
        />
        <Skyline className={classes.skyline} />
      </div>
      {home.unavailable.length > 0 && (
        <Alert color="yellow" role="status" mb="md" title="Une partie de cette page n’a pas pu être lue">
          {home.unavailable.join(', ')} : réessayez dans quelques minutes. Le reste est à jour.
        </Alert>
      )}
      {isElected ? <ForElected home={home} slug={slug} /> : <ForAll home={home} slug={slug} rest={children} />}
    </>
  );
}

function ForAll({ home, slug, rest }: { home: Home; slug: string | null; rest: ReactNode }) {
  return (
    <div className={classes.desk}>
      <div className={classes.main}>
        <FirstSteps />
        <ToDoList home={home} />
        <ServiceTiles home={home} isOneBody={slug !== null} />
        {rest}
      </div>
      <div className={classes.aside}>
        <News slug={slug} />
        <Notices />
        <Recents home={home} />
      </div>
    </div>
  );
}

function ForElected({ home, slug }: { home: Home; slug: string | null }) {
  const others = home.toDo.filter(({ kind }) => kind === 'do');
  return (
    <>
      <ElectedHome home={home} slug={slug} />
      {others.length > 0 && <ToDoList home={{ ...home, toDo: others }} />}
      <details className={classes.allServices}>
        <summary>Tous mes services</summary>
        <ServiceTiles home={home} isOneBody={slug !== null} />
        <Recents home={home} />
      </details>
    </>
  );
}
