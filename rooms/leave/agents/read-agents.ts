// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { anyOf } from '../counters/any-of.ts';
import type { Service } from '../law/annual-leave.ts';
import type { Category, Status } from '../law/cet.ts';
import type { WorkingTime } from '../law/working-time.ts';
import type { Tables } from '../tables.ts';

export type Agent = {
  id: string;
  personId: string | null;
  name: string;
  familyName: string;
  givenName: string;
  number: string | null;
  teamId: string | null;
  status: Status;
  category: Category;
  unit: 'day' | 'hour';
  sex: 'F' | 'M' | null;
  service: Service;
  times: readonly WorkingTime[];
};

type Which = {
  ids?: readonly string[];
  personId?: string;
  teamId?: string;
  on?: Temporal.PlainDate;
  /** Spares what only the count of acquired leave asks: absences that are not service. */
  withoutGaps?: boolean;
};

/** Agents of the body of the address with their cycles, in three queries however many they are; all those of that day unless said. */
export async function readAgents(ctx: Context<Tables>, which: Which = {}): Promise<Agent[]> {
  let query = ctx.tx.selectFrom('leave.agent').selectAll().where('organisation_id', '=', ctx.organisation);
  if (which.ids) query = query.where('id', '=', anyOf(which.ids));
  if (which.personId) query = query.where('person_id', '=', which.personId);
  if (which.teamId) query = query.where('team_id', '=', which.teamId);
  const { on } = which;
  if (on)
    query = query
      .where('arrived_on', '<=', on.toString())
      .where((where) => where.or([where('left_on', 'is', null), where('left_on', '>=', on.toString())]));
  const rows = await query.orderBy('family_name').orderBy('given_name').orderBy('id').execute();
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const times = await timesOf(ctx, ids);
  const gaps = which.withoutGaps ? new Map<string, Gap[]>() : await gapsOf(ctx, ids);
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    name: `${row.given_name} ${row.family_name}`.trim(),
    familyName: row.family_name,
    givenName: row.given_name,
    number: row.number,
    teamId: row.team_id,
    status: row.status,
    category: row.category,
    unit: row.unit,
    sex: row.sex,
    service: {
      arrivedOn: Temporal.PlainDate.from(row.arrived_on),
      leftOn: row.left_on ? Temporal.PlainDate.from(row.left_on) : null,
      notServed: gaps.get(row.id) ?? [],
    },
    times: times.get(row.id) ?? [],
  }));
}

async function timesOf(ctx: Context<Tables>, ids: readonly string[]): Promise<Map<string, WorkingTime[]>> {
  const rows = await ctx.tx
    .selectFrom('leave.working_time')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('agent_id', '=', anyOf(ids))
    .orderBy('begins_on')
    .execute();
  const times = new Map<string, WorkingTime[]>();
  for (const row of rows) {
    const those = times.get(row.agent_id) ?? [];
    those.push({
      beginsOn: Temporal.PlainDate.from(row.begins_on),
      endsOn: row.ends_on ? Temporal.PlainDate.from(row.ends_on) : null,
      firstMonday: Temporal.PlainDate.from(row.first_monday),
      terms: row.terms,
      breaks: row.breaks,
      percent: row.percent,
      fullTimeMinutes: row.full_time_minutes,
    });
    times.set(row.agent_id, those);
  }
  return times;
}

type Gap = { from: Temporal.PlainDate; until: Temporal.PlainDate };

/** Absences that the law does not count as service. */
async function gapsOf(ctx: Context<Tables>, ids: readonly string[]): Promise<Map<string, Gap[]>> {
  const rows = await ctx.tx
    .selectFrom('leave.request as r')
    .innerJoin('leave.kind as k', (join) => join.onRef('k.organisation_id', '=', 'r.organisation_id').onRef('k.id', '=', 'r.kind_id'))
    .select(['r.agent_id', 'r.from_on', 'r.until_on'])
    .where('r.organisation_id', '=', ctx.organisation)
    .where('r.agent_id', '=', anyOf(ids))
    .where('r.status', '=', 'approved')
    .where('k.is_service', '=', false)
    .execute();
  const gaps = new Map<string, Gap[]>();
  for (const { agent_id, from_on, until_on } of rows) {
    const those = gaps.get(agent_id) ?? [];
    those.push({ from: Temporal.PlainDate.from(from_on), until: Temporal.PlainDate.from(until_on) });
    gaps.set(agent_id, those);
  }
  return gaps;
}
