// SPDX-License-Identifier: EUPL-1.2
import { keepsRights, rightsHeld } from '#platform/access/providers.ts';
import type { Context } from '#platform/context.ts';
import type { Offer } from '#platform/room.ts';

/** What the rooms say that an operator offers to the body of the address, in their order. */
export async function offersOf<T>(ctx: Context<T>, operatorId: string): Promise<Offer[]> {
  const offers: Offer[] = [];
  for (const room of ctx.house.rooms) for (const { list } of room.offers ?? []) offers.push(...(await list(ctx, operatorId)));
  return offers;
}

/** What a body has by being here at all. */
const OWN = 'bureau-virtuel';

/** Those of these offers that the body does not have yet. Where no room keeps rights, only what some room here gives is known to be open. */
export async function notOpenYet<T>(ctx: Context<T>, offers: readonly Offer[]): Promise<Offer[]> {
  const isKnown = (right: string): boolean => keepsRights(ctx.house) || ctx.house.rooms.some(({ sells }) => sells?.includes(right));
  const rights = offers.flatMap(({ right }) => (right !== undefined && isKnown(right) ? [right] : []));
  const held = (await rightsHeld(ctx.house, [ctx.organisation], rights)).get(ctx.organisation);
  return offers.filter(({ right }) => right === undefined || (right !== OWN && !held?.has(right)));
}
