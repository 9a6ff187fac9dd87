// SPDX-License-Identifier: EUPL-1.2
import { rightsOf } from '#platform/access/providers.ts';
import type { Context } from '#platform/context.ts';
import type { Offer } from '#platform/room.ts';

/** What the rooms say that an operator offers to the body of the address, in their order. */
export async function offersOf<T>(ctx: Context<T>, operatorId: string): Promise<Offer[]> {
  const offers: Offer[] = [];
  for (const room of ctx.house.rooms) for (const { list } of room.offers ?? []) offers.push(...(await list(ctx, operatorId)));
  return offers;
}

/** Whether the body has it already: some room here gives that service, and the body holds its right. */
export async function isOpen<T>(ctx: Context<T>, { right }: Offer): Promise<boolean> {
  if (right === undefined || !ctx.house.rooms.some((room) => room.sells?.includes(right))) return false;
  return rightsOf(ctx.house).holds(ctx.house, ctx.organisation, right);
}
