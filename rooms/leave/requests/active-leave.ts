// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { daysOf, rangeOf, type Span } from '../law/span.ts';
import type { Counter, RequestStatus, Tables } from '../tables.ts';
import { spanOf } from './read-span.ts';

/** An absence that was asked for or granted. */
export type Active = {
  id: string;
  agentId: string;
  name: string;
  status: RequestStatus;
  span: Span;
  counter: Counter | null;
  isAtWork: boolean;
  /** « Congé annuel du 3 au 7 août 2026 ». */
  says: string;
  overlaps: (other: Span) => boolean;
};

type Which = {
  from: Temporal.PlainDate;
  until: Temporal.PlainDate;
  agentIds?: readonly string[];
  teamId?: string;
  except?: string | undefined;
};

/** Absences asked for or granted that touch these days, of these agents or of this team. One query. */
export async function activeLeave(ctx: Context<Tables>, { from, until, agentIds, teamId, except }: Which): Promise<Active[]> {
  let query = ctx.tx
    .selectFrom('leave.request as r')
    .innerJoin('leave.kind as k', (join) => join.onRef('k.organisation_id', '=', 'r.organisation_id').onRef('k.id', '=', 'r.kind_id'))
    .innerJoin('leave.agent as a', (join) => join.onRef('a.organisation_id', '=', 'r.organisation_id').onRef('a.id', '=', 'r.agent_id'))
    .select([
      'r.id',
      'r.agent_id',
      'r.status',
      'r.unit',
      'r.from_on',
      'r.from_half',
      'r.until_on',
      'r.until_half',
      'r.from_minute',
      'r.until_minute',
      'k.label',
      'k.counter',
      'k.is_at_work',
      'a.given_name',
      'a.family_name',
    ])
    .where('r.organisation_id', '=', ctx.organisation)
    .where('r.status', 'in', ['requested', 'endorsed', 'approved'])
    .where('r.from_on', '<=', until.toString())
    .where('r.until_on', '>=', from.toString())
    .orderBy('r.from_on')
    .orderBy('r.id');
  if (agentIds) query = query.where('r.agent_id', 'in', [...agentIds]);
  if (teamId) query = query.where('a.team_id', '=', teamId);
  if (except) query = query.where('r.id', '<>', except);
  const rows = await query.execute();
  return rows.map((row) => {
    const span = spanOf(row);
    return {
      id: row.id,
      agentId: row.agent_id,
      name: `${row.given_name} ${row.family_name}`.trim(),
      status: row.status,
      span,
      counter: row.counter,
      isAtWork: row.is_at_work,
      says: `${row.label} ${saySpan(span)}`,
      overlaps: (other) => overlap(span, other),
    };
  });
}

/** « du 3 août 2026 au 7 août 2026 », « le 3 août 2026 ». */
export function saySpan(span: Span): string {
  const { from, until } = daysOf(span);
  return from.equals(until) ? `le ${formatDay(from)}` : `du ${formatDay(from)} au ${formatDay(until)}`;
}

function overlap(a: Span, b: Span): boolean {
  const [one, two] = [rangeOf(a), rangeOf(b)];
  return one.from < two.until && two.from < one.until;
}
