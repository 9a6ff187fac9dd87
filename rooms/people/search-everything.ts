// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from './tables.ts';

const HITS_PER_SOURCE = 8;

/** Hits of every room's sources that the person may use in at least one of their bodies. */
export async function searchEverything(ctx: Context<Tables>, { q }: { q: string }) {
  const hits: { source: string; title: string; detail: string; href: string }[] = [];
  for (const room of ctx.house.rooms) {
    for (const source of room.search ?? []) {
      const isAllowed =
        source.permission === 'public' || source.permission === 'signed-in' || ctx.organisations.some((body) => ctx.may(source.permission, body));
      if (!isAllowed) continue;
      for (const hit of await source.find(ctx, q, HITS_PER_SOURCE)) hits.push({ source: source.label, ...hit });
    }
  }
  return { hits };
}
