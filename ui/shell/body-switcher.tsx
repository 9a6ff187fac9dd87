// SPDX-License-Identifier: EUPL-1.2
import { VisuallyHidden } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { Pop } from '../parts/pop.tsx';
import { delegatedBodiesQuery, type MandateOfMe, type Me } from '../session/me.ts';
import { bodiesMatching, kindLabel } from './bodies.ts';
import classes from './body-switcher.module.css';
import { HouseLink } from './house-link.tsx';
import { sameScreenIn, useRooms } from './rooms.ts';

/** More links than this would make the list slow and no easier to read: one types a name instead. */
const MOST_SHOWN = 60;
/** From so many on, a name is typed faster than found. */
const FILTERED_FROM = 8;

/** The body one acts for, always in sight, and the way to another one. Each is a plain link, so that a new tab may hold it. */
export function BodySwitcher({ me, mandate }: { me: Me; mandate: MandateOfMe | null }) {
  const plaque = (
    <>
      <span className={classes.kind}>
        {mandate ? kindLabel(mandate.organisation.kind) : 'Aucune collectivité choisie'}
        {mandate?.through && mandate.through.length > 0 && ' (par délégation)'}
      </span>
      <span className={classes.name}>{mandate?.organisation.name ?? 'Choisir une collectivité'}</span>
    </>
  );
  if (mandate && me.mandates.length === 1 && !me.delegates) return <div className={classes.plaque}>{plaque}</div>;
  const button = (
    <>
      {plaque}
      <VisuallyHidden> : changer de collectivité</VisuallyHidden>
      <IconSelector className={classes.arrows} size={18} aria-hidden />
    </>
  );
  return (
    <Pop button={button} buttonClassName={`${classes.plaque} ${classes.button}`} label="Changer de collectivité" width={320}>
      {(close) => <BodyList me={me} mandate={mandate} close={close} />}
    </Pop>
  );
}

function BodyList({ me, mandate, close }: { me: Me; mandate: MandateOfMe | null; close: () => void }) {
  const [words, setWords] = useState('');
  const { pathname } = useLocation();
  const rooms = useRooms();
  const found = bodiesMatching(me.mandates, words);
  const [asked] = useDebouncedValue(words.trim(), 180);
  const { data: delegated } = useQuery({ ...delegatedBodiesQuery(asked), enabled: me.delegates === true, placeholderData: keepPreviousData });
  const others = (delegated?.rows ?? []).filter(({ id }) => !me.mandates.some(({ organisation }) => organisation.id === id));
  return (
    <>
      {(me.mandates.length >= FILTERED_FROM || me.delegates) && (
        <input
          type="search"
          className={classes.filter}
          aria-label="Filtrer les collectivités"
          placeholder="Nom de la collectivité"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          ref={(field) => field?.focus()}
        />
      )}
      <ul className={classes.list}>
        {words === '' && (
          <li>
            <HouseLink className={classes.choice} href="/" aria-current={mandate === null ? 'true' : undefined} onClick={close}>
              <span>Toutes mes collectivités</span>
              <small>Une seule liste</small>
            </HouseLink>
          </li>
        )}
        {found.slice(0, MOST_SHOWN).map((one) => (
          <li key={one.organisation.id}>
            <HouseLink
              className={classes.choice}
              href={sameScreenIn(rooms, pathname, one)}
              aria-current={one === mandate ? 'true' : undefined}
              onClick={close}
            >
              <span>{one.organisation.name}</span>
              <small>{kindLabel(one.organisation.kind)}</small>
            </HouseLink>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <>
          <p className={classes.note} id="par-delegation">
            Par délégation
          </p>
          <ul className={classes.list} aria-labelledby="par-delegation">
            {others.map((body) => (
              <li key={body.id}>
                <HouseLink
                  className={classes.choice}
                  href={`/o/${body.slug}`}
                  aria-current={body.id === mandate?.organisation.id ? 'true' : undefined}
                  onClick={close}
                >
                  <span>{body.name}</span>
                  <small>{kindLabel(body.kind)}</small>
                </HouseLink>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={classes.note} role="status">
        {found.length === 0 && others.length === 0 && 'Aucune collectivité de ce nom.'}
        {found.length > MOST_SHOWN && `${MOST_SHOWN} collectivités sur ${found.length} : précisez le nom.`}
      </p>
    </>
  );
}
