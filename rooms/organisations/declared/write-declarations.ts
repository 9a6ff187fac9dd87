// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { slugOf } from '#platform/text/slug.ts';
import { authorOf } from '../author.ts';
import type { BodyKind } from '../contract/body-kinds.ts';
import type { Tables } from '../tables.ts';
import type { EnteredFacts } from './judge-facts.ts';
import { writeFacts, type Origin } from './write-facts.ts';

export type NewDeclaration = { name: string; kind: BodyKind; siren: string | null; department: string | null; sinceOn: string; facts: EnteredFacts };

/** Declares bodies, with their facts. One that was withdrawn comes back. The caller has judged them. Returns their ids, in order. */
export async function writeDeclarations(ctx: Context<Tables>, declarations: readonly NewDeclaration[], origin: Origin): Promise<string[]> {
  if (declarations.length === 0) return [];
  const ids = await placeInReference(ctx, declarations);
  const at = ctx.now().toString();
  const by = authorOf(ctx.actor);
  for (let start = 0; start < declarations.length; start += 1_000) {
    await ctx.tx
      .insertInto('organisations.declaration')
      .values(
        declarations.slice(start, start + 1_000).map(({ name, kind }, index) => ({
          organisation_id: ctx.organisation,
          id: ctx.newId(),
          body_id: ids[start + index] ?? missing(),
          name,
          kind,
          source: origin.source,
          import_id: origin.importId ?? null,
          declared_by: by,
          declared_at: at,
          withdrawn_at: null,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['organisation_id', 'body_id'])
          .doUpdateSet((row) => ({ name: row.ref('excluded.name'), kind: row.ref('excluded.kind'), withdrawn_at: null })),
      )
      .execute();
  }
  await writeFacts(
    ctx,
    declarations.map(({ sinceOn, facts }, index) => ({ bodyId: ids[index] ?? missing(), sinceOn, facts: withoutNulls(facts) })),
    origin,
  );
  return ids;
}

async function placeInReference(ctx: Context<Tables>, declarations: readonly NewDeclaration[]): Promise<string[]> {
  const wanted = declarations.map(({ name, kind, siren, department }, place) => {
    const id = ctx.newId();
    // The end of a UUIDv7 is random: enough to tell budgets annexes of one name apart.
    return { place, id, slug: slugOf(name, siren ?? id.slice(-8)), name, kind, siren, department };
  });
  const { rows } = await sql<{ place: number; body_id: string | null }>`
    select place, body_id from organisations.declare_bodies(${JSON.stringify(wanted)}::jsonb)`.execute(ctx.tx);
  const placed = new Map(rows.map(({ place, body_id }) => [place, body_id]));
  return declarations.map((_, place) => placed.get(place) ?? missing());
}

function withoutNulls(facts: EnteredFacts): EnteredFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
}

function missing(): never {
  throw new Error('a declared body has no place in the reference');
}
