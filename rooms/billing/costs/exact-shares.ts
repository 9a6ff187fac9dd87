// SPDX-License-Identifier: EUPL-1.2
/** What each member should bear of common costs, to the cent, by the key of each service (art. 261 B CGI). Pure. */
import { allocate } from '#platform/money/allocate.ts';
import type { Sharing } from '../tables.ts';

export type Member = { payerId: string; payer: string; participationCents: number; bodies: number; population: number };
export type ServiceCost = { service: string; sharing: Sharing; commonCents: number };

/** The exact part of each member, in the order given: the shares of a service always sum to its cost. A key that is all zero shares equally. */
export function exactShares(members: readonly Member[], services: readonly ServiceCost[]): number[] {
  const totals = members.map(() => 0);
  if (members.length === 0) return totals;
  for (const { sharing, commonCents } of services) {
    const keys = members.map((member) => keyOf(member, sharing));
    const shares = allocate(commonCents, keys.some((key) => key > 0) ? keys : members.map(() => 1));
    for (const [at, share] of shares.entries()) totals[at] = (totals[at] ?? 0) + share;
  }
  return totals;
}

function keyOf({ participationCents, bodies, population }: Member, sharing: Sharing): number {
  return { participation: Math.max(participationCents, 0), bodies, population, equal: 1 }[sharing];
}
