// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

export type RequestState = 'waiting' | 'accepted' | 'refused' | 'withdrawn';

/** Requests with the answer beside them, as either side may read them. */
export function requestsWithAnswers(ctx: Context<Tables>) {
  return ctx.tx
    .selectFrom('home.service_request as r')
    .leftJoin('home.service_answer as a', (join) =>
      join.onRef('a.organisation_id', '=', 'r.operator_id').onRef('a.request_id', '=', 'r.id').onRef('a.asker_id', '=', 'r.organisation_id'),
    );
}

export const requestColumns = [
  'r.id',
  'r.service',
  'r.title',
  'r.message',
  'r.asked_at',
  'r.asked_by_name',
  'r.withdrawn_at',
  'a.outcome',
  'a.reason',
  'a.answered_at',
] as const;

type Row = {
  id: string;
  service: string;
  title: string;
  message: string;
  asked_at: string;
  asked_by_name: string;
  withdrawn_at: string | null;
  outcome: 'accepted' | 'refused' | null;
  reason: string | null;
  answered_at: string | null;
};

/** A request as both sides see it. The operator's answer counts from the moment it is given. */
export function requestView(row: Row) {
  return {
    id: row.id,
    service: row.service,
    title: row.title,
    message: row.message,
    askedAt: row.asked_at,
    askedByName: row.asked_by_name,
    state: stateOf(row),
    reason: row.reason ?? '',
    answeredAt: row.answered_at,
  };
}

export function stateOf({ outcome, withdrawn_at: withdrawnAt }: Pick<Row, 'outcome' | 'withdrawn_at'>): RequestState {
  if (outcome) return outcome;
  return withdrawnAt === null ? 'waiting' : 'withdrawn';
}
