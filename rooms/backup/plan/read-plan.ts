// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { PlanLine } from '../contract.ts';
import type { Tables } from '../tables.ts';

export const USUAL_DRILL_DAYS = 90;

/** The plan of the body, empty until somebody writes it, and the machines that it forgets. */
export async function readPlan(ctx: Context<Tables>) {
  const plan = await ctx.tx.selectFrom('backup.plan').selectAll().where('organisation_id', '=', ctx.organisation).executeTakeFirst();
  const lines: PlanLine[] = await ctx.tx
    .selectFrom('backup.plan_line')
    .select([
      'what',
      'repository_id as repositoryId',
      'kept_where as keptWhere',
      'every_hours as everyHours',
      'kept_days as keptDays',
      'loss_hours as lossHours',
      'outage_hours as outageHours',
      'contact',
    ])
    .where('organisation_id', '=', ctx.organisation)
    .orderBy('rank')
    .execute();
  const machines = await ctx.tx
    .selectFrom('backup.repository')
    .select(['id', 'label'])
    .where('organisation_id', '=', ctx.organisation)
    .where('closed_at', 'is', null)
    .orderBy('label')
    .execute();
  const covered = new Set(lines.map(({ repositoryId }) => repositoryId));
  return {
    whoToCall: plan?.who_to_call ?? '',
    restartOrder: plan?.restart_order ?? '',
    drillDays: plan?.drill_days ?? USUAL_DRILL_DAYS,
    revisedBy: plan?.revised_by ?? null,
    revisedAt: plan?.revised_at ?? null,
    lines,
    uncovered: machines.filter(({ id }) => !covered.has(id)),
  };
}
