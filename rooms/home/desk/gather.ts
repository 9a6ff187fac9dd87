// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { Access } from '#platform/room.ts';
import type { Tables } from '../tables.ts';

/** One question to a room, asked once in all the bodies where its permission is held. */
export type Ask<Found> = { room: string; permission: Access; find: (inside: Context<Tables>) => Promise<Found> };
export type Gathered<Found> = { found: readonly { room: string; what: Found }[]; unavailable: readonly string[] };

/**
 * Asks every question in as few transactions as there are different sets of bodies: one, for a secretary who holds the same roles in twelve
 * communes. A question that fails names its room among the unavailable, and leaves the others in place.
 */
export async function gather<Found>(ctx: Context<Tables>, asks: readonly Ask<Found>[]): Promise<Gathered<Found>> {
  const found = new Map<Ask<Found>, Found>();
  const failed = new Set<string>();
  for (const { organisations, those } of byBodies(ctx, asks)) {
    for (const [ask, what] of await together(ctx, organisations, those, failed)) found.set(ask, what);
  }
  return {
    found: asks.flatMap((ask) => {
      const what = found.get(ask);
      return what === undefined ? [] : [{ room: ask.room, what }];
    }),
    unavailable: [...failed],
  };
}

type Group<Found> = { organisations: readonly string[]; those: Ask<Found>[] };

function byBodies<Found>(ctx: Context<Tables>, asks: readonly Ask<Found>[]): Group<Found>[] {
  const groups = new Map<string, Group<Found>>();
  for (const ask of asks) {
    const organisations = bodiesWhere(ctx, ask.permission);
    if (organisations.length === 0) continue;
    const key = organisations.join();
    const group = groups.get(key) ?? { organisations, those: [] };
    group.those.push(ask);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The readable bodies where this opens something. */
export function bodiesWhere<T>(ctx: Context<T>, permission: Access): readonly string[] {
  if (permission === 'public' || permission === 'signed-in') return ctx.organisations;
  return ctx.organisations.filter((organisation) => ctx.may(permission, organisation));
}

async function together<Found>(
  ctx: Context<Tables>,
  organisations: readonly string[],
  asks: readonly Ask<Found>[],
  failed: Set<string>,
): Promise<Map<Ask<Found>, Found>> {
  try {
    return await inBodies(ctx, organisations, asks);
  } catch (error) {
    // A failed statement spoils the whole transaction: alone, each shows which one it was.
    if (asks.length > 1) {
      const found = new Map<Ask<Found>, Found>();
      for (const ask of asks) for (const [one, what] of await together(ctx, organisations, [ask], failed)) found.set(one, what);
      return found;
    }
    const room = asks[0]?.room ?? '';
    ctx.house.log.error({ room, error: String(error), requestId: ctx.requestId }, 'a room did not answer the home page');
    failed.add(room);
    return new Map();
  }
}

function inBodies<Found>(ctx: Context<Tables>, organisations: readonly string[], asks: readonly Ask<Found>[]): Promise<Map<Ask<Found>, Found>> {
  const entry = { actor: ctx.actor, organisation: null, organisations, may: ctx.may, readOnly: true, requestId: ctx.requestId };
  return inContext<Tables, Map<Ask<Found>, Found>>(ctx.house, entry, async (inside) => {
    const found = new Map<Ask<Found>, Found>();
    for (const ask of asks) found.set(ask, await ask.find(inside));
    return found;
  });
}
