// SPDX-License-Identifier: EUPL-1.2
import { sql, type Transaction } from 'kysely';
import type { Look } from '../probes/look.ts';
import type { Tables } from '../tables.ts';
import type { Due } from './claim-due.ts';
import type { Standing } from './judge.ts';

export type Settled = { due: Due; look: Look; after: Standing; at: string };

/** Writes what a batch of looks found: one statement for the states, one for the results. */
export async function settle(tx: Transaction<Tables>, batch: readonly Settled[]): Promise<void> {
  if (batch.length === 0) return;
  const of = <Value>(read: (one: Settled) => Value): Value[] => batch.map(read);
  await sql`
    update monitoring.state s
    set status = found.status,
      since_at = case when s.status = found.status then s.since_at else found.at end,
      last_at = found.at,
      last_ms = found.ms,
      says = nullif(found.says, ''),
      facts = coalesce(found.facts, s.facts),
      streak = found.streak,
      outcomes = found.outcomes,
      is_flapping = found.is_flapping
    from unnest(
      ${of(({ due }) => due.operator_id)}::uuid[], ${of(({ due }) => due.id)}::uuid[], ${of(({ at }) => at)}::timestamptz[],
      ${of(({ look }) => look.ms)}::int[], ${of(({ look }) => look.says)}::text[],
      ${of(({ look }) => (look.facts ? JSON.stringify(look.facts) : null))}::jsonb[], ${of(({ after }) => after.status)}::text[],
      ${of(({ after }) => after.streak)}::int[], ${of(({ after }) => after.outcomes)}::int[], ${of(({ after }) => after.isFlapping)}::boolean[]
    ) as found (operator_id, id, at, ms, says, facts, status, streak, outcomes, is_flapping)
    where s.organisation_id = found.operator_id
      and s.id = found.id`.execute(tx);
  await sql`
    insert into monitoring.result (organisation_id, check_id, at, slot, body_id, outcome, ms, says)
    select operator_id, id, at, monitoring.slot_of(at), body_id, outcome, ms, nullif(says, '')
    from unnest(
      ${of(({ due }) => due.operator_id)}::uuid[], ${of(({ due }) => due.id)}::uuid[], ${of(({ at }) => at)}::timestamptz[],
      ${of(({ due }) => due.body_id)}::uuid[], ${of(({ look }) => look.outcome)}::text[], ${of(({ look }) => look.ms)}::int[],
      ${of(({ look }) => look.says)}::text[]
    ) as found (operator_id, id, at, body_id, outcome, ms, says)
    on conflict do nothing`.execute(tx);
}
