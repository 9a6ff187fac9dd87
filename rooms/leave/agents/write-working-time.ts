// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Category, Status } from '../law/cet.ts';
import type { Pattern } from '../law/working-time.ts';
import type { Tables } from '../tables.ts';
import { mondayOf } from './add-agents.ts';

export type NewAgent = {
  personId?: string | null | undefined;
  familyName: string;
  givenName: string;
  number?: string | null | undefined;
  teamId?: string | null | undefined;
  status: Status;
  category: Category;
  unit: 'day' | 'hour';
  /** What is not said is kept. */
  sex?: 'F' | 'M' | null | undefined;
  arrivedOn: string;
  leftOn?: string | null | undefined;
  workingTime: NewWorkingTime;
};

export type NewWorkingTime = {
  beginsOn?: string | undefined;
  terms: Pattern;
  breaks?: Pattern | null | undefined;
  percent: number;
  fullTimeMinutes: number;
};

/** Writes the cycle of an agent from a day on; the one before ends on the eve. */
export async function writeWorkingTime(ctx: Context<Tables>, agentId: string, time: NewWorkingTime & { beginsOn: string }): Promise<void> {
  const begins = Temporal.PlainDate.from(time.beginsOn);
  await ctx.tx
    .deleteFrom('leave.working_time')
    .where('organisation_id', '=', ctx.organisation)
    .where('agent_id', '=', agentId)
    .where('begins_on', '>=', time.beginsOn)
    .execute();
  await ctx.tx
    .updateTable('leave.working_time')
    .set({ ends_on: begins.subtract({ days: 1 }).toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('agent_id', '=', agentId)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', time.beginsOn)]))
    .execute();
  await ctx.tx
    .insertInto('leave.working_time')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      agent_id: agentId,
      begins_on: time.beginsOn,
      ends_on: null,
      first_monday: mondayOf(time.beginsOn),
      terms: JSON.stringify(time.terms),
      breaks: time.breaks ? JSON.stringify(time.breaks) : null,
      percent: time.percent,
      full_time_minutes: time.fullTimeMinutes,
    })
    .execute();
}
