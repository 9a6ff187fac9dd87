// SPDX-License-Identifier: EUPL-1.2
import { sql, type Transaction } from 'kysely';
import type { CheckKind, CheckStatus, Facts } from '../contract/checks.ts';
import type { Tables } from '../tables.ts';

export type Due = {
  operator_id: string;
  id: string;
  body_id: string;
  kind: CheckKind;
  name: string;
  settings: Record<string, unknown>;
  sealed_secret: Buffer | null;
  address: string | null;
  failures_to_open: number;
  successes_to_close: number;
  depends_on: string | null;
  created_at: string;
  status: CheckStatus;
  since_at: string;
  facts: Facts;
  streak: number;
  outcomes: number;
  is_flapping: boolean;
  beat_at: string | null;
  beat: Record<string, unknown> | null;
  incident_id: string | null;
};

/**
 * Takes what is due, the longest overdue first, and says at once when it is due again: two processes never look at one check together, and one that
 * dies has lost a look. A check keeps its place in the five minutes, so that the load stays spread; what an outage missed is not made up.
 */
export async function claimDue(tx: Transaction<Tables>, now: Temporal.Instant, most: number): Promise<Due[]> {
  const { rows } = await sql<Due>`
    with due as (
      select s.organisation_id, s.id
      from monitoring.state s
      where s.next_at <= ${now.toString()}
      order by s.next_at
      limit ${most}
      for update skip locked
    )
    update monitoring.state s
    set next_at = s.next_at + make_interval(secs => c.every_seconds *
      (floor(extract(epoch from ${now.toString()}::timestamptz - s.next_at) / c.every_seconds) + 1))
    from due
    join monitoring.check c on c.organisation_id = due.organisation_id and c.id = due.id
    left join monitoring.approval a on a.organisation_id = c.organisation_id and a.id = c.approval_id
    where s.organisation_id = due.organisation_id
      and s.id = due.id
      and not c.is_paused
      and (c.approval_id is null or (a.outcome = 'approved' and a.ended_at is null))
    returning s.organisation_id as operator_id, s.id, s.body_id, c.kind, c.name, c.settings, c.sealed_secret, a.address, c.failures_to_open,
      c.successes_to_close, c.depends_on, c.created_at, s.status, s.since_at, s.facts, s.streak, s.outcomes, s.is_flapping, s.beat_at, s.beat,
      s.incident_id`.execute(tx);
  return rows;
}
