// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { actLabels, refuseCorrection, type correctionDecisions } from '../contract/corrections.ts';
import { prepareCredit } from '../documents/credit.ts';
import type { Tables } from '../tables.ts';
import type { Correction } from './correction.ts';
import { decidedIn, correctionsAmong } from './find-corrections.ts';

type Decision = (typeof correctionDecisions)[number];
type Asked = { year: number; keys: readonly string[]; decision: Decision; reason: string };

/** Decides of differences in one act: complements for the next run, one avoir a document for another person to issue, or nothing, with a reason. */
export async function decideCorrections(ctx: Context<Tables>, { year, keys, decision, reason }: Asked) {
  if (decision === 'none' && reason === '') throw refuseCorrection('billing.correction-needs-reason', {}, 'body.reason');
  // One who decides at a time: what stands is read after whoever was before has done.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`billing.correction ${ctx.organisation}`}, 0))`.execute(ctx.tx);
  const chosen = await chosenOf(ctx, year, keys);
  for (const { act, label } of chosen)
    if (decision !== 'none' && act !== decision)
      throw refuseCorrection('billing.correction-other-act', { label, act: actLabels[act].toLowerCase() }, 'body.decision');
  const credits = decision === 'credit' ? await prepareCredits(ctx, chosen, reason) : new Map<string, string>();
  for (const one of chosen) await keep(ctx, { year, decision, reason, credit: credits.get(one.key) ?? null }, one);
  await ctx.tell('billing.corrections-decided', { year, decided: chosen.length });
  return {
    decided: chosen.length,
    amountCents: chosen.reduce((sum, { amountCents }) => sum + amountCents, 0),
    documents: decision === 'credit' ? [...new Map(chosen.flatMap(({ document }) => (document ? [[document.id, document]] : []))).values()] : [],
  };
}

/** Takes a decision back: the difference is to be decided again. Refuses what a document bears. */
export async function withdrawDecision(ctx: Context<Tables>, { id }: { id: string }): Promise<{ id: string }> {
  const row = await ctx.tx
    .selectFrom('billing.correction')
    .select(['decision', 'withdrawn_at'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row || row.withdrawn_at !== null) throw refuseCorrection('billing.correction-not-found');
  if (row.decision === 'credit') throw refuseCorrection('billing.correction-by-credit');
  const billed = await ctx.tx
    .selectFrom('billing.billed')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('source_key', '=', `correction/${id}`)
    .executeTakeFirst();
  if (billed) throw refuseCorrection('billing.correction-billed');
  await ctx.tx
    .updateTable('billing.correction')
    .set({ withdrawn_at: ctx.now().toString(), withdrawn_by: authorOf(ctx.actor) })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  return { id };
}

async function chosenOf(ctx: Context<Tables>, year: number, keys: readonly string[]): Promise<Correction[]> {
  const isDecided = await decidedIn(ctx, year);
  const found = await correctionsAmong(ctx, year, keys);
  const open = new Map(found.filter((one) => !isDecided(one)).map((one) => [one.key, one]));
  return [...new Set(keys)].map((key, at) => {
    const found = open.get(key);
    if (!found) throw refuseCorrection('billing.correction-moved', { label: key }, `body.keys.${at}`);
    return found;
  });
}

/** One avoir for each document, with all the lines that it gives back. Gives the avoir of each difference. */
async function prepareCredits(ctx: Context<Tables>, chosen: readonly Correction[], reason: string): Promise<Map<string, string>> {
  const given = chosen.flatMap((one) => one.credits.map((credit) => ({ ...credit, one })));
  const credits = new Map<string, string>();
  for (const [documentId, group] of Map.groupBy(given, (one) => one.documentId)) {
    const says = [...new Set(group.map(({ one }) => `${one.label} : ${one.says}`))].join(' ').slice(0, 500);
    const lines = group.map(({ rank, netCents, isBilledAnew }) => ({ rank, netCents, isBilledAnew }));
    const { id } = await prepareCredit(ctx, { id: documentId, reason: reason || says, lines });
    for (const { one } of group) credits.set(one.key, id);
  }
  return credits;
}

type Decided = { year: number; decision: Decision; reason: string; credit: string | null };

async function keep(ctx: Context<Tables>, { year, decision, reason, credit }: Decided, one: Correction): Promise<void> {
  const id = ctx.newId();
  const line = decision === 'complement' && one.line ? { ...one.line, sourceKey: `correction/${id}`, why: [...one.line.why, one.says] } : null;
  await ctx.tx
    .insertInto('billing.correction')
    .values({
      organisation_id: ctx.organisation,
      id,
      year,
      payer_id: one.payerId,
      source_key: one.key,
      state: one.state,
      nature: one.nature,
      label: one.label,
      says: one.says,
      amount_cents: one.amountCents,
      decision,
      reason: reason || one.says,
      line: line && JSON.stringify(line),
      credit_id: credit,
      decided_by: authorOf(ctx.actor),
      decided_at: ctx.now().toString(),
      withdrawn_at: null,
      withdrawn_by: null,
    })
    .execute();
}
