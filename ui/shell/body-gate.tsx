// SPDX-License-Identifier: EUPL-1.2
import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { meQuery } from '../session/me.ts';
import { Forbidden } from '../states/forbidden.tsx';
import { usePlaceSlug } from './place.ts';

/** Lets nobody see the screens of a body in which they hold no mandate. */
export function BodyGate() {
  const { data: me } = useSuspenseQuery(meQuery);
  const slug = usePlaceSlug();
  const isMine = me.mandates.some(({ organisation }) => organisation.slug === slug);
  return isMine ? <Outlet /> : <Forbidden body={slug ?? ''} />;
}
