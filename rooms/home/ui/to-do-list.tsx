// SPDX-License-Identifier: EUPL-1.2
import { Button, NativeSelect } from '@mantine/core';
import { IconChevronRight, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { day } from '#ui/format/day.ts';
import { dueInWords, type Home, horizonOf, horizons, horizonWords, kindWords, type ToDo } from './home-words.ts';
import classes from './home.module.css';

const SHOWN_FIRST = 8;
const FILTERED_FROM = 5;
const KINDS = ['do', 'sign', 'read', 'meet'] as const;

/** One list over rooms and bodies: what is late on top, the body named on each line where there are several. */
export function ToDoList({ home }: { home: Home }) {
  const [kind, setKind] = useState<ToDo['kind'] | ''>('');
  const [body, setBody] = useState('');
  const [isWhole, setWhole] = useState(false);
  const names = new Map(home.organisations.map(({ id, name }) => [id, name]));
  const isShared = home.organisations.length > 1;
  const chosen = home.toDo.filter((one) => (kind === '' || one.kind === kind) && (body === '' || one.organisationId === body));
  const shown = isWhole ? chosen : chosen.slice(0, SHOWN_FIRST);
  const kinds = KINDS.filter((one) => home.toDo.some((line) => line.kind === one));
  const bodies = home.organisations.filter(({ id }) => home.toDo.some((line) => line.organisationId === id));
  return (
    <section className={classes.section} aria-labelledby="a-traiter">
      <div className={classes.sectionHead}>
        <h2 id="a-traiter">À traiter</h2>
        {home.toDo.length > 0 && <span className={classes.count}>{home.toDo.length}</span>}
        {home.toDo.length >= FILTERED_FROM && (
          <div className={classes.filters}>
            {kinds.length > 1 && (
              <NativeSelect
                aria-label="Filtrer par nature"
                value={kind}
                onChange={(event) => setKind(KINDS.find((one) => one === event.currentTarget.value) ?? '')}
                data={[{ value: '', label: 'Toutes natures' }, ...kinds.map((value) => ({ value, label: kindWords[value] }))]}
              />
            )}
            {bodies.length > 1 && (
              <NativeSelect
                aria-label="Filtrer par collectivité"
                value={body}
                onChange={(event) => setBody(event.currentTarget.value)}
                data={[{ value: '', label: 'Toutes les collectivités' }, ...bodies.map(({ id, name }) => ({ value: id, label: name }))]}
              />
            )}
          </div>
        )}
      </div>
      {home.toDo.length === 0 && (
        <div className={classes.allDone}>
          <IconCircleCheck size={28} stroke={1.6} aria-hidden />
          <p>
            <strong>Tout est à jour.</strong>
            <br />
            Ce qui attendra votre réponse, votre signature ou votre lecture s’affichera ici, avec sa date.
          </p>
        </div>
      )}
      <div className={classes.lists} role="status" aria-label="Liste à traiter">
        {horizons.map((horizon) => {
          const lines = shown.filter((one) => horizonOf(one) === horizon);
          if (lines.length === 0) return null;
          return (
            <div key={horizon}>
              <h3 className={classes.horizon} data-horizon={horizon}>
                {horizonWords[horizon]}
              </h3>
              <ul className={classes.toDo}>
                {lines.map((line) => (
                  <ToDoLine key={`${line.href} ${line.title}`} line={line} body={isShared ? (names.get(line.organisationId) ?? null) : null} />
                ))}
              </ul>
            </div>
          );
        })}
        {home.toDo.length > 0 && chosen.length === 0 && <p className="quiet">Rien de tel ne vous attend.</p>}
      </div>
      {chosen.length > SHOWN_FIRST && (
        <Button variant="default" onClick={() => setWhole(!isWhole)} aria-expanded={isWhole}>
          {isWhole ? 'Réduire la liste' : `Afficher les ${chosen.length} lignes`}
        </Button>
      )}
    </section>
  );
}

function ToDoLine({ line, body }: { line: ToDo; body: string | null }) {
  const about = [line.detail, line.room].filter(Boolean).join(' · ');
  return (
    <li>
      <HouseLink href={line.href} className={classes.toDoLine}>
        <span className={classes.kind} data-kind={line.kind}>
          {kindWords[line.kind]}
        </span>
        <span className={classes.toDoWords}>
          <span className={classes.toDoTitle}>{line.title}</span>
          <span className={classes.about}>
            {body && <strong>{body}</strong>}
            {body && ' · '}
            {about}
          </span>
        </span>
        {line.dueOn && (
          <span className={classes.due} data-late={line.isLate || undefined}>
            <time dateTime={line.dueOn}>{day(line.dueOn)}</time>
            <small>{dueInWords(line.dueOn)}</small>
          </span>
        )}
        <IconChevronRight size={18} aria-hidden className={classes.chevron} />
      </HouseLink>
    </li>
  );
}
