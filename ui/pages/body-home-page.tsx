// SPDX-License-Identifier: EUPL-1.2
import { CatchBoundary } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense, useState } from 'react';
import type { Card as CardEntry } from '../room-ui.ts';
import { kindLabel } from '../shell/bodies.ts';
import { HouseLink } from '../shell/house-link.tsx';
import { useMandateHere } from '../shell/mandate-here.ts';
import { PageHeader } from '../shell/page-header.tsx';
import { usePlace } from '../shell/place.ts';
import { cardsFor, navigationFor, useRooms } from '../shell/rooms.ts';
import { EmptyState } from '../states/empty-state.tsx';
import { LoadError } from '../states/load-error.tsx';
import { Lines } from '../states/page-skeleton.tsx';
import classes from './body-home-page.module.css';

/** A body's home: the cards of its rooms, then everything that opens. A card that fails leaves the others in place. */
export function Page() {
  const { organisation } = usePlace();
  const rooms = useRooms();
  const { mandate } = useMandateHere();
  const cards = cardsFor(rooms, mandate);
  const groups = navigationFor(rooms, mandate);
  return (
    <>
      <PageHeader title={organisation.name} lead={kindLabel(organisation.kind)} />
      {groups.length === 0 && (
        <EmptyState title="Aucun service n’est encore ouvert ici">
          Vos droits dans cette collectivité n’ouvrent aucun écran. Demandez-les à son administrateur ou à votre opérateur.
        </EmptyState>
      )}
      {cards.length > 0 && (
        <div className={classes.cards}>
          {cards.map((card) => (
            <CardPlace key={card.name} card={card} />
          ))}
        </div>
      )}
      {groups.map((group) => (
        <section key={group.label} className={classes.group}>
          <h2>{group.label}</h2>
          <ul>
            {group.rooms.flatMap(({ entries }) =>
              entries.map(({ href, label, icon: Icon }) => (
                <li key={href}>
                  <HouseLink href={href}>
                    <Icon size={22} stroke={1.6} aria-hidden />
                    {label}
                  </HouseLink>
                </li>
              )),
            )}
          </ul>
        </section>
      ))}
    </>
  );
}

function CardPlace({ card }: { card: CardEntry }) {
  const [Content] = useState<ComponentType>(() => lazyCard(card));
  return (
    <section className={classes.card}>
      <h2>{card.title}</h2>
      <CatchBoundary getResetKey={() => card.name} errorComponent={CardError}>
        <Suspense fallback={<Lines count={3} />}>
          <Content />
        </Suspense>
      </CatchBoundary>
    </section>
  );
}

function lazyCard(card: CardEntry): ComponentType {
  return lazy(async () => ({ default: (await card.lazy()).Card }));
}

function CardError({ error, reset }: { error: unknown; reset: () => void }) {
  return <LoadError error={error} retry={reset} />;
}
