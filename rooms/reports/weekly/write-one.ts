// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { ReportWeek } from '#platform/room.ts';
import { operatorOn } from '#rooms/organisations/api.ts';
import type { Tables } from '../tables.ts';
import { gatherDespite, gatherLines } from './gather-lines.ts';
import { mailReport } from './mail-report.ts';
import { weekOf } from './report-week.ts';
import { readSetting } from './settings.ts';
import { sumUp } from './sum-up.ts';

type Ctx = Context<Tables>;

/** Whether a room that fails holds the report up, to be tried again, or is told of in it. */
export type Patience = 'whole' | 'despite';

/** Writes and mails the report of the body in the address, once a week. Where no room has anything to say, there is none. Returns the rooms that failed. */
export async function writeOne(ctx: Ctx, { from, operator }: { from: string; operator: string }, patience: Patience = 'whole'): Promise<string[]> {
  const week = weekOf(Temporal.PlainDate.from(from));
  const gathered = await (patience === 'whole' ? gatherLines : gatherDespite)(ctx, week);
  const { lines, silent } = gathered;
  if (lines.length === 0) return [];
  const { tone, summary, failures, toDo, usedBytes, allowedBytes } = sumUp(gathered);
  const written = await ctx.tx
    .insertInto('reports.weekly')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      operator_id: operator,
      week: week.name,
      from_on: week.from,
      to_on: week.to,
      tone,
      summary,
      lines: JSON.stringify(lines) as unknown as typeof lines, // the driver would write an array as one of PostgreSQL's
      made_at: ctx.now().toString(),
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'week']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) return [];
  await ctx.tx
    .insertInto('reports.standing')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      operator_id: operator,
      epci_id: await epciToTell(ctx, operator, week),
      week: week.name,
      tone,
      summary,
      failures,
      to_do: toDo,
      used_bytes: usedBytes,
      allowed_bytes: allowedBytes,
    })
    .execute();
  await ctx.tell('reports.weekly-made', { week: week.name });
  await mailReport(ctx, { week, tone, summary, lines, operator });
  return silent;
}

// The operator serves its own members too: it is no member of an EPCI that it would tell.
async function epciToTell(ctx: Ctx, operator: string, week: ReportWeek): Promise<string | null> {
  if (!(await readSetting(ctx)).tells_epci) return null;
  const view = await operatorOn(ctx.house, operator, Temporal.PlainDate.from(week.to));
  const epci = view.register.epciOf(ctx.organisation);
  return epci && view.isInTerritory(epci.id) ? epci.id : null;
}
