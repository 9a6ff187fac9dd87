// SPDX-License-Identifier: EUPL-1.2
import { Outlet } from '@tanstack/react-router';
import { Forbidden } from '../states/forbidden.tsx';
import { Locked } from '../states/locked.tsx';
import { PageSkeleton } from '../states/page-skeleton.tsx';
import { useMandateHere } from './mandate-here.ts';
import { usePlaceSlug } from './place.ts';

/** Lets nobody see the screens of a body in which they hold no mandate, and which none delegates to them. */
export function BodyGate() {
  const slug = usePlaceSlug();
  const { mandate, isPending } = useMandateHere();
  if (isPending && !mandate) return <PageSkeleton />;
  if (mandate?.locked === 'second-factor') return <Locked body={mandate.organisation.name} />;
  return mandate ? <Outlet /> : <Forbidden body={slug ?? ''} />;
}
