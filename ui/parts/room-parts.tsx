// SPDX-License-Identifier: EUPL-1.2
import { CatchBoundary } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense, useState } from 'react';
import type { PartPlace, PartPlaces, ScreenPart } from '../room-ui.ts';
import { useMandateHere } from '../shell/mandate-here.ts';
import { partsFor, useRooms } from '../shell/rooms.ts';
import { LoadError } from '../states/load-error.tsx';
import { Lines } from '../states/page-skeleton.tsx';
import classes from './room-parts.module.css';

type Props<Place extends PartPlace> = {
  place: Place;
  /** What the page shows, for parts that are made for some of it. */
  of?: string;
  /** What the place hands to each part. */
  given: PartPlaces[Place];
};

/** What other rooms put into a page. One that fails leaves the page and the others in place. */
export function RoomParts<Place extends PartPlace>({ place, of, given }: Props<Place>) {
  const { mandate } = useMandateHere();
  const parts = partsFor(useRooms(), mandate, place, of);
  return parts.map((part) => <PartHere key={part.name} part={part} given={given} />);
}

function PartHere<Place extends PartPlace>({ part, given }: { part: ScreenPart<Place>; given: PartPlaces[Place] }) {
  const [Content] = useState<ComponentType<PartPlaces[Place]>>(() => lazy(async () => ({ default: (await part.lazy()).Part })));
  const content = (
    <CatchBoundary getResetKey={() => part.name} errorComponent={({ error, reset }) => <LoadError error={error} retry={reset} />}>
      <Suspense fallback={<Lines count={part.title ? 3 : 1} />}>
        <Content {...given} />
      </Suspense>
    </CatchBoundary>
  );
  if (!part.title) return content;
  return (
    <section className={classes.part} aria-label={part.title}>
      <h2>{part.title}</h2>
      {content}
    </section>
  );
}
