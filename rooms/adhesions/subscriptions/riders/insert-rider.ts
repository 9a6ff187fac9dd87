// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../../tables.ts';

export type NewRider = {
  kind: 'add' | 'remove';
  conventionId: string;
  /** The body whose convention it is: it pays what it adds. */
  beneficiaryId: string;
  offers: readonly string[];
  quote: { id: string; number: string } | null;
  yearlyCents: number;
  /** First day of what is added; last day of what is taken away. */
  effectiveOn: string;
  decision: 'council' | 'without-council';
  legalNote: string;
  reason: string;
};

/** Writes a rider that is being decided, with the next number of the year. */
export async function insertRider(ctx: Context<Tables>, rider: NewRider): Promise<{ id: string; number: string }> {
  const id = ctx.newId();
  const number = await nextNumber(ctx);
  await ctx.tx
    .insertInto('adhesions.rider')
    .values({
      organisation_id: ctx.organisation,
      id,
      convention_id: rider.conventionId,
      number,
      kind: rider.kind,
      payer_id: rider.beneficiaryId,
      beneficiary_id: rider.beneficiaryId,
      offers: [...rider.offers],
      quote_id: rider.quote?.id ?? null,
      quote_number: rider.quote?.number ?? null,
      dossier_id: null,
      decision: rider.decision,
      legal_note: rider.legalNote,
      status: 'deciding',
      yearly_cents: rider.yearlyCents,
      effective_on: rider.effectiveOn,
      begun_at: ctx.now().toString(),
      begun_by: ctx.actor.kind === 'public' ? '' : ctx.actor.name,
      concluded_at: null,
      opened_at: null,
    })
    .execute();
  return { id, number };
}

// Two riders of one operator at once wait here for each other: their numbers follow.
async function nextNumber(ctx: Context<Tables>): Promise<string> {
  const year = ctx.today().year;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`adhesions.rider ${ctx.organisation}`}, 0))`.execute(ctx.tx);
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(substring(number from '([0-9]+)$')::integer), 0) as last
    from adhesions.rider
    where organisation_id = ${ctx.organisation}
      and number like ${`AV-${year}-%`}`.execute(ctx.tx);
  return `AV-${year}-${String((rows[0]?.last ?? 0) + 1).padStart(4, '0')}`;
}
