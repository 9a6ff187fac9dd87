// SPDX-License-Identifier: EUPL-1.2
import { ActionIcon } from '@mantine/core';
import { IconBuildingCommunity, IconX } from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import type { MandateOfMe, Me } from '../session/me.ts';
import type { Appearance } from '#platform/appearance/appearance.ts';
import { BeffroiMark } from '../theme/beffroi-mark.tsx';
import { BodySwitcher } from './body-switcher.tsx';
import { HouseLink } from './house-link.tsx';
import { RoomLinks } from './room-links.tsx';
import { currentEntry, navigationFor, useRooms } from './rooms.ts';
import classes from './tower.module.css';

const MOST_BODIES = 12;

type Props = { me: Me; mandate: MandateOfMe | null; appearance: Appearance; onClose?: () => void };

/** The navigation: whose house it is, which body one acts for, and its rooms. */
export function Tower({ me, mandate, appearance, onClose }: Props) {
  const groups = navigationFor(useRooms(), mandate);
  const { pathname } = useLocation();
  const current = currentEntry(groups, pathname);
  const home = mandate ? `/o/${mandate.organisation.slug}` : '/';
  return (
    <nav className={classes.tower} aria-label="Principale">
      <div className={classes.head}>
        <HouseLink className={classes.house} href={home} aria-label={`${appearance.name}, accueil`}>
          {appearance.logo ? <img src={appearance.logo} alt="" height={32} /> : <BeffroiMark size={30} />}
          <span>{appearance.name}</span>
        </HouseLink>
        {onClose && (
          <ActionIcon variant="transparent" size={44} c="var(--tower-ink)" aria-label="Fermer la navigation" onClick={onClose}>
            <IconX aria-hidden />
          </ActionIcon>
        )}
      </div>
      <BodySwitcher me={me} mandate={mandate} />
      <div className={classes.rooms}>
        {!mandate && me.mandates.length > 1 && <Bodies me={me} />}
        {groups.map((group) => (
          <section key={group.label} aria-label={group.label}>
            <p className={classes.group} aria-hidden>
              {group.label}
            </p>
            <ul>
              {group.rooms.map((own) => (
                <RoomLinks key={own.room.path} {...own} current={current} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  );
}

/** Outside any body, the way into each; past a dozen, the plaque above finds them by name. */
function Bodies({ me }: { me: Me }) {
  const bodies = [...new Map(me.mandates.map(({ organisation }) => [organisation.id, organisation])).values()];
  return (
    <section aria-label="Ouvrir une collectivité">
      <p className={classes.group} aria-hidden>
        Vos collectivités
      </p>
      <ul>
        {bodies.slice(0, MOST_BODIES).map(({ id, slug, name }) => (
          <li key={id}>
            <HouseLink className={classes.link} href={`/o/${slug}`}>
              <IconBuildingCommunity size={20} stroke={1.6} aria-hidden />
              <span>{name}</span>
            </HouseLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
