// SPDX-License-Identifier: EUPL-1.2
import { CatchBoundary } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense, useState } from 'react';
import type { Card } from '#ui/room-ui.ts';
import { useMandateHere } from '#ui/shell/mandate-here.ts';
import { cardsFor, useRooms } from '#ui/shell/rooms.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import classes from './home.module.css';

/** The cards of the rooms. One that fails leaves the others in place. */
export function RoomCards() {
  const { mandate } = useMandateHere();
  const cards = cardsFor(useRooms(), mandate);
  if (cards.length === 0) return null;
  return (
    <div className={classes.cards}>
      {cards.map((card) => (
        <CardPlace key={card.name} card={card} />
      ))}
    </div>
  );
}

function CardPlace({ card }: { card: Card }) {
  const [Content] = useState<ComponentType>(() => lazy(async () => ({ default: (await card.lazy()).Card })));
  return (
    <section className={classes.section}>
      <h2>{card.title}</h2>
      <CatchBoundary getResetKey={() => card.name} errorComponent={({ error, reset }) => <LoadError error={error} retry={reset} />}>
        <Suspense fallback={<Lines count={3} />}>
          <Content />
        </Suspense>
      </CatchBoundary>
    </section>
  );
}
