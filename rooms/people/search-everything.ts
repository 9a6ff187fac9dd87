// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { SearchSource } from '#platform/room.ts';
import type { Tables } from './tables.ts';

const HITS_PER_SOURCE = 8;

/** Hits of every room's sources, each looked for only in the bodies where the person may use it. */
export async function searchEverything(ctx: Context<Tables>, { q }: { q: string }) {
  const hits: { source: string; title: string; detail: string; href: string }[] = [];
  for (const room of ctx.house.rooms) {
    for (const source of room.search ?? []) {
      for (const hit of await find(ctx, source, q)) hits.push({ source: source.label, ...hit });
    }
  }
  return { hits };
}

async function find(ctx: Context<Tables>, source: SearchSource, words: string) {
  const isForAll = source.permission === 'public' || source.permission === 'signed-in';
  const organisations = isForAll ? ctx.organisations : ctx.organisations.filter((body) => ctx.may(source.permission, body));
  if (organisations.length === 0 && source.permission !== 'public') return [];
  return inContext(
    ctx.house,
    { actor: ctx.actor, organisation: null, organisations, may: ctx.may, readOnly: true, requestId: ctx.requestId },
    (inside) => source.find(inside, words, HITS_PER_SOURCE),
  );
}
