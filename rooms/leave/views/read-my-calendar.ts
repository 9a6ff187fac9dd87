// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { clockOf } from '../requests/read-span.ts';
import type { Tables } from '../tables.ts';
import { accountsHeld } from './accounts-held.ts';

/** A person's absences with all their employers, linked accounts included: one calendar for a secretary whom several communes share. Three queries. */
export async function readMyCalendar(ctx: Context<Tables>, { from, until }: { from: string; until: string }) {
  const accounts = await accountsHeld(ctx);
  if (accounts.size === 0) return { employers: [], rows: [] };
  const found = await ctx.tx
    .selectFrom('leave.agent as a')
    .innerJoin('organisations.body as b', 'b.id', 'a.organisation_id')
    .select(['a.id', 'a.organisation_id', 'a.person_id', 'b.slug', 'b.name'])
    .where('a.person_id', 'in', [...new Set(accounts.values())])
    .where((where) => where.or([where('a.left_on', 'is', null), where('a.left_on', '>=', from)]))
    .orderBy('b.name')
    .execute();
  // Each body by the account that it knows, and by no other.
  const employers = found.filter(({ organisation_id, person_id }) => accounts.get(organisation_id) === person_id);
  if (employers.length === 0) return { employers: [], rows: [] };
  const rows = await ctx.tx
    .selectFrom('leave.request as r')
    .innerJoin('leave.kind as k', (join) => join.onRef('k.organisation_id', '=', 'r.organisation_id').onRef('k.id', '=', 'r.kind_id'))
    .select([
      'r.organisation_id',
      'r.id',
      'r.status',
      'r.from_on',
      'r.from_half',
      'r.until_on',
      'r.until_half',
      'r.from_minute',
      'r.until_minute',
      'k.label',
      'k.colour',
    ])
    .where(
      'r.agent_id',
      'in',
      employers.map(({ id }) => id),
    )
    .where('r.status', 'in', ['requested', 'endorsed', 'approved'])
    .where('r.from_on', '<=', until)
    .where('r.until_on', '>=', from)
    .orderBy('r.from_on')
    .execute();
  return {
    employers: employers.map(({ id, organisation_id, slug, name }) => ({ organisationId: organisation_id, slug, name, agentId: id })),
    rows: rows.map((row) => ({
      organisationId: row.organisation_id,
      requestId: row.id,
      kind: row.label,
      colour: row.colour,
      status: row.status as 'requested' | 'endorsed' | 'approved', // the statuses asked for
      fromOn: row.from_on,
      fromHalf: row.from_half ?? 'am',
      untilOn: row.until_on,
      untilHalf: row.until_half ?? 'pm',
      hours: row.from_minute === null || row.until_minute === null ? null : `${clockOf(row.from_minute)}–${clockOf(row.until_minute)}`,
    })),
  };
}
