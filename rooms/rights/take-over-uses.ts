// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Evidence } from './draw.ts';

export type TakenOverUse = {
  beneficiaryId: string;
  openingKey: string;
  /** Key of an allowance that was opened under that key. */
  allowance: string;
  /** Thousandths of the unit. */
  amount: number;
  /** Day of the use, or of the measure. */
  on: Temporal.PlainDate;
  /** Of the use among those of its allowance: replayed, it changes nothing. */
  key: string;
  evidence: Evidence;
};

/**
 * Writes what bodies had used before this house counted, in the operator's transaction and in two statements: a measure for a level, a use of its
 * day for a count. Nothing is refused: what was used was used. Returns how many were written; a use whose allowance is not open is left out.
 */
export async function takeOverUses<Tables>(ctx: Context<Tables>, uses: readonly TakenOverUse[]): Promise<number> {
  if (uses.length === 0) return 0;
  const lines = uses.map(({ beneficiaryId, openingKey, allowance, amount, on, key, evidence }) => ({
    id: ctx.newId(),
    balance_id: ctx.newId(),
    beneficiary_id: beneficiaryId,
    opening_key: openingKey,
    allowance,
    amount,
    on_day: on.toString(),
    key: `take-over ${key}`,
    evidence,
  }));
  const { rows } = await sql<{ id: string }>`
    insert into rights.movement
      (organisation_id, id, allowance_id, beneficiary_id, consumer_id, kind, period, used, reserved, beyond, on_day, key, evidence, at)
    select a.organisation_id, l.id, a.id, a.beneficiary_id, a.beneficiary_id, case a.kind when 'level' then 'report' else 'consume' end,
      case a.per when 'civil-year' then to_char(l.on_day, 'YYYY') else '' end,
      l.amount, 0, 0, l.on_day, l.key, l.evidence, ${ctx.now().toString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (
      id uuid, beneficiary_id uuid, opening_key text, allowance text, amount bigint, on_day date, key text, evidence jsonb)
    join rights.allowance a on a.organisation_id = ${ctx.organisation}
      and a.beneficiary_id = l.beneficiary_id
      and a.key = l.allowance
      and a.opening_key = l.opening_key
    on conflict (organisation_id, allowance_id, consumer_id, key) do nothing
    returning id`.execute(ctx.tx);
  const written = new Set(rows.map(({ id }) => id));
  await addToBalances(
    ctx,
    lines.filter(({ id }) => written.has(id)).map(({ id, balance_id }) => ({ id, balance_id })),
  );
  return written.size;
}

async function addToBalances<Tables>(ctx: Context<Tables>, written: readonly { id: string; balance_id: string }[]): Promise<void> {
  await sql`
    insert into rights.balance as b (organisation_id, id, allowance_id, beneficiary_id, period, used, reserved, changed_at)
    select m.organisation_id, (array_agg(w.balance_id))[1], m.allowance_id, m.beneficiary_id, m.period, sum(m.used), 0,
      ${ctx.now().toString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as w (id uuid, balance_id uuid)
    join rights.movement m on m.organisation_id = ${ctx.organisation} and m.id = w.id
    group by m.organisation_id, m.allowance_id, m.beneficiary_id, m.period
    on conflict (organisation_id, allowance_id, period) do update set
      used = b.used + excluded.used, changed_at = excluded.changed_at`.execute(ctx.tx);
}
