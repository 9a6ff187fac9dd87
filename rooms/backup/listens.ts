// SPDX-License-Identifier: EUPL-1.2
import type { Listener } from '#platform/room.ts';
import { askCheck } from './escrow/check-custodians.ts';
import { refreshBound } from './quota/refresh-bound.ts';

/** Told by the operator, heard in the body: what may be stored changes at once, not at the next hour. */
const rights = (['opened', 'closed', 'suspended', 'resumed', 'extra-granted', 'extra-ended', 'limit-changed'] as const).map((what) => ({
  event: `rights.${what}`,
  name: `backup.refresh-bound-${what}`,
  handler: refreshBound,
}));

/** Whoever leaves, or changes roles, may be a custodian, here or of a body that this operator keeps. */
const people = (['mandate-changed', 'mandate-ended', 'mandate-reopened', 'role-changed', 'departed'] as const).map((what) => ({
  event: `people.${what}`,
  name: `backup.check-custodians-${what}`,
  handler: askCheck,
}));

export const listens: readonly Listener[] = [...rights, ...people];
