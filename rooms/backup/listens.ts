// SPDX-License-Identifier: EUPL-1.2
import type { Listener } from '#platform/room.ts';
import { refreshBound } from './quota/refresh-bound.ts';

/** Told by the operator, heard in the body: what may be stored changes at once, not at the next hour. */
export const listens: readonly Listener[] = (
  ['opened', 'closed', 'suspended', 'resumed', 'extra-granted', 'extra-ended', 'limit-changed'] as const
).map((what) => ({ event: `rights.${what}`, name: `backup.refresh-bound-${what}`, handler: refreshBound }));
