// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { IconBook2, IconCalendarEvent, IconSignature } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { dayInWords, dayWithWeekday } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { readBanners } from '../contract.ts';
import { dueInWords, type Home, type ToDo } from './home-words.ts';
import classes from './elected.module.css';

const hour = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: 'numeric', minute: '2-digit' });

/** What an élu looks for on a phone: the next meeting, what to sign, what to read. */
export function ElectedHome({ home, slug }: { home: Home; slug: string | null }) {
  const { data } = useEndpoint(readBanners, {});
  const of = (kind: ToDo['kind']): readonly ToDo[] => home.toDo.filter((line) => line.kind === kind);
  const [meeting, ...later] = of('meet');
  const toSign = of('sign');
  const toRead = of('read');
  const announced = (data?.rows ?? []).filter(
    (row) => row.endedAt === null && !row.isDismissed && row.severity === 'info' && (slug === null || row.bodies.some((body) => body.slug === slug)),
  );
  const names = new Map(home.organisations.map(({ id, name }) => [id, name]));
  const bodyOf = (line: ToDo): string | null => (home.organisations.length > 1 ? (names.get(line.organisationId) ?? null) : null);
  return (
    <div className={classes.three}>
      <Panel id="reunion" icon={<IconCalendarEvent size={30} stroke={1.5} aria-hidden />} title="Prochaine réunion" count={0}>
        {meeting ? (
          <Meeting meeting={meeting} body={bodyOf(meeting)} others={later.length} />
        ) : (
          <Nothing says="Aucune réunion prévue">Votre prochaine convocation s’affichera ici, avec le lieu et l’heure.</Nothing>
        )}
      </Panel>
      <Panel id="signer" icon={<IconSignature size={30} stroke={1.5} aria-hidden />} title="À signer" count={toSign.length}>
        {toSign.length === 0 ? (
          <Nothing says="Rien à signer">Ce qui attendra votre signature ou votre accord s’affichera ici.</Nothing>
        ) : (
          <Lines lines={toSign} bodyOf={bodyOf} />
        )}
      </Panel>
      <Panel id="lire" icon={<IconBook2 size={30} stroke={1.5} aria-hidden />} title="À lire" count={toRead.length + announced.length}>
        {toRead.length + announced.length === 0 && <Nothing says="Rien à lire">Les dossiers de séance et les annonces s’afficheront ici.</Nothing>}
        {toRead.length > 0 && <Lines lines={toRead} bodyOf={bodyOf} />}
        {announced.map((one) => (
          <details key={one.id} className={classes.reading}>
            <summary>{one.title}</summary>
            <p>{one.says}</p>
          </details>
        ))}
      </Panel>
    </div>
  );
}

function Panel({ id, icon, title, count, children }: { id: string; icon: ReactNode; title: string; count: number; children: ReactNode }) {
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <div className={classes.head}>
        <span className={classes.icon}>{icon}</span>
        <h2 id={id}>{title}</h2>
        {count > 0 && <span className={classes.count}>{count}</span>}
      </div>
      {children}
    </section>
  );
}

function Meeting({ meeting, body, others }: { meeting: ToDo; body: string | null; others: number }) {
  return (
    <>
      {meeting.dueOn && (
        <p className={classes.when}>
          {dayWithWeekday(meeting.dueOn)}
          {meeting.at && ` à ${hour.format(new Date(meeting.at))}`}
        </p>
      )}
      <p className={classes.what}>{meeting.title}</p>
      <p className={classes.about}>{[body, meeting.detail].filter(Boolean).join(' · ')}</p>
      <Button component={HouseLink} href={meeting.href} size="lg" fullWidth>
        Ouvrir la convocation
      </Button>
      {others > 0 && <p className={classes.about}>{others === 1 ? 'Une autre réunion ensuite.' : `${others} autres réunions ensuite.`}</p>}
    </>
  );
}

function Lines({ lines, bodyOf }: { lines: readonly ToDo[]; bodyOf: (line: ToDo) => string | null }) {
  return (
    <ul className={classes.lines}>
      {lines.map((line) => (
        <li key={`${line.href} ${line.title}`}>
          <HouseLink href={line.href}>
            <strong>{line.title}</strong>
            <span>
              {[bodyOf(line), line.detail, line.dueOn && `avant le ${dayInWords(line.dueOn)}, ${dueInWords(line.dueOn)}`].filter(Boolean).join(' · ')}
            </span>
          </HouseLink>
        </li>
      ))}
    </ul>
  );
}

function Nothing({ says, children }: { says: string; children: ReactNode }) {
  return (
    <div className={classes.nothing}>
      <p>{says}</p>
      <p>{children}</p>
    </div>
  );
}
