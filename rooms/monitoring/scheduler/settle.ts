// SPDX-License-Identifier: EUPL-1.2
import { sql, type Transaction } from 'kysely';
import { outcomes } from '../contract/checks.ts';
import type { Look } from '../probes/look.ts';
import type { Tables } from '../tables.ts';
import type { Due } from './claim-due.ts';
import type { Standing } from './judge.ts';

export type Settled = { due: Due; look: Look; after: Standing; at: string };

/**
 * Writes what a batch of looks found: one statement for the states, one for the looks. Answers those that still count: what was paused, changed,
 * removed or taken back while its machine thought is left alone.
 */
export async function settle(tx: Transaction<Tables>, looked: readonly Settled[]): Promise<Settled[]> {
  const counting = await writeStates(tx, looked);
  const batch = looked.filter(({ due }) => counting.has(due.id));
  if (batch.length > 0) await writeLooks(tx, batch);
  return batch;
}

async function writeStates(tx: Transaction<Tables>, batch: readonly Settled[]): Promise<Set<string>> {
  if (batch.length === 0) return new Set();
  const of = <Value>(read: (one: Settled) => Value): Value[] => batch.map(read);
  const { rows } = await sql<{ id: string }>`
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
    join monitoring.check c on c.organisation_id = found.operator_id and c.id = found.id and not c.is_paused and c.changed_at <= found.at
    where s.organisation_id = found.operator_id
      and s.id = found.id
    returning s.id`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

async function writeLooks(tx: Transaction<Tables>, batch: readonly Settled[]): Promise<void> {
  const of = <Value>(read: (one: Settled) => Value): Value[] => batch.map(read);
  await sql`
    insert into monitoring.look (at, organisation_id, check_id, body_id, slot, outcome, ms, says)
    select at, operator_id, id, body_id, monitoring.slot_of(monitoring.day_of(at), 4), outcome, ms, nullif(says, '')
    from unnest(
      ${of(({ due }) => due.operator_id)}::uuid[], ${of(({ due }) => due.id)}::uuid[], ${of(({ at }) => at)}::timestamptz[],
      ${of(({ due }) => due.body_id)}::uuid[], ${of(({ look }) => outcomes.indexOf(look.outcome))}::smallint[],
      ${of(({ look }) => look.ms)}::smallint[], ${of(({ look }) => look.says)}::text[]
    ) as found (operator_id, id, at, body_id, outcome, ms, says)
    on conflict do nothing`.execute(tx);
}
