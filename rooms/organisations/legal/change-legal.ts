// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { authorOf } from '../author.ts';
import type { LegalFacts } from '../contract/legal.ts';
import { refuse } from '../contract/refusals.ts';
import type { Tables } from '../tables.ts';
import { keepsInvented } from './invented.ts';
import { rowOf } from './legal-row.ts';
import { operatorHere } from './operator-here.ts';
import { tellOwnerChanged } from './owner-in-memory.ts';
import { latestVersion } from './read-legal.ts';

/** Adds a version of what the operator publishes. Refuses one that is based on a version which another has replaced. */
export async function changeLegal(
  ctx: Context<Tables>,
  { basedOn, facts }: { basedOn: number; facts: LegalFacts },
  source: 'hand' | 'demonstration' = 'hand',
): Promise<{ version: number }> {
  await operatorHere(ctx);
  refuseDaysToCome(ctx, facts.accessibility);
  // Two who save at once: the second waits, then sees the first's version.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`organisations.legal_version ${ctx.organisation}`}, 0))`.execute(ctx.tx);
  const latest = await latestVersion(ctx.tx, ctx.organisation);
  if ((latest?.version ?? 0) !== basedOn) throw refuse('organisations.legal-changed', { by: latest?.enteredBy ?? '' });
  const isInvented = source === 'demonstration' || (latest?.isDemonstration === true && keepsInvented(facts));
  const version = basedOn + 1;
  await ctx.tx
    .insertInto('organisations.legal_version')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      version,
      ...rowOf(facts),
      source: isInvented ? 'demonstration' : 'hand',
      entered_by: authorOf(ctx.actor),
      entered_at: ctx.now().toString(),
    })
    .execute();
  await ctx.tell('organisations.legal-changed', { version });
  await tellOwnerChanged(ctx);
  return { version };
}

function refuseDaysToCome(ctx: Context<Tables>, { auditedOn, declaredOn }: LegalFacts['accessibility']): void {
  const today = ctx.today().toString();
  for (const [field, day] of Object.entries({ auditedOn, declaredOn }))
    if (day !== null && day > today) throw refuse('organisations.day-to-come', {}, `facts.accessibility.${field}`);
}
