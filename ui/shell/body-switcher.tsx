// SPDX-License-Identifier: EUPL-1.2
import { Popover, TextInput, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconSearch, IconSelector } from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import type { MandateOfMe, Me } from '../session/me.ts';
import classes from './body-switcher.module.css';
import { bodiesMatching, kindLabel } from './bodies.ts';
import { HouseLink } from './house-link.tsx';
import { sameScreenIn, useRooms } from './rooms.ts';

/** More links than this would make the list slow and no easier to read: one types a name instead. */
const MOST_SHOWN = 60;

/** The body one acts for, always in sight, and the way to another one. Each is a plain link, so that a new tab may hold it. */
export function BodySwitcher({ me, mandate }: { me: Me; mandate: MandateOfMe | null }) {
  const [isOpen, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const { pathname } = useLocation();
  const rooms = useRooms();
  const found = bodiesMatching(me.mandates, words);
  const plaque = (
    <>
      <span className={classes.kind}>{mandate ? kindLabel(mandate.organisation.kind) : 'Aucune collectivité choisie'}</span>
      <span className={classes.name}>{mandate?.organisation.name ?? 'Choisir une collectivité'}</span>
    </>
  );
  if (mandate && me.mandates.length === 1) return <div className={classes.plaque}>{plaque}</div>;
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={320} shadow="lg" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.plaque} data-button onClick={() => setOpen(!isOpen)}>
          {plaque}
          <VisuallyHidden> : changer de collectivité</VisuallyHidden>
          <IconSelector className={classes.arrows} size={18} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label="Changer de collectivité">
        {me.mandates.length > 7 && (
          <TextInput
            aria-label="Filtrer les collectivités"
            placeholder="Nom de la collectivité"
            leftSection={<IconSearch size={18} aria-hidden />}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            data-autofocus
            mb="xs"
          />
        )}
        <ul className={classes.list}>
          {found.slice(0, MOST_SHOWN).map((one) => (
            <li key={one.organisation.id}>
              <HouseLink
                className={classes.choice}
                href={sameScreenIn(rooms, pathname, one)}
                aria-current={one === mandate ? 'true' : undefined}
                onClick={() => setOpen(false)}
              >
                <span>{one.organisation.name}</span>
                <small>{kindLabel(one.organisation.kind)}</small>
              </HouseLink>
            </li>
          ))}
        </ul>
        <p className={classes.note} role="status">
          {found.length === 0 && 'Aucune collectivité de ce nom.'}
          {found.length > MOST_SHOWN && `${MOST_SHOWN} collectivités sur ${found.length} : précisez le nom.`}
        </p>
      </Popover.Dropdown>
    </Popover>
  );
}
