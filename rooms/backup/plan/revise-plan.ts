// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import type { PlanLine } from '../contract.ts';
import { refuse } from '../contract/refusals.ts';
import type { Tables } from '../tables.ts';

type Revised = { whoToCall: string; restartOrder: string; drillDays: number; lines: PlanLine[] };

/** Replaces the plan, whole: it is read and printed whole. Refuses a line that names a machine of nobody. */
export async function revisePlan(ctx: Context<Tables>, { whoToCall, restartOrder, drillDays, lines }: Revised): Promise<void> {
  await requireMachines(ctx, lines);
  const said = {
    who_to_call: whoToCall,
    restart_order: restartOrder,
    drill_days: drillDays,
    revised_by: authorOf(ctx.actor),
    revised_at: ctx.now().toString(),
  };
  await ctx.tx
    .insertInto('backup.plan')
    .values({ organisation_id: ctx.organisation, id: ctx.newId(), ...said })
    .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet(said))
    .execute();
  await ctx.tx.deleteFrom('backup.plan_line').where('organisation_id', '=', ctx.organisation).execute();
  if (lines.length > 0) {
    await ctx.tx
      .insertInto('backup.plan_line')
      .values(
        lines.map((line, rank) => ({
          organisation_id: ctx.organisation,
          id: ctx.newId(),
          rank,
          what: line.what,
          repository_id: line.repositoryId,
          kept_where: line.keptWhere,
          every_hours: line.everyHours,
          kept_days: line.keptDays,
          loss_hours: line.lossHours,
          outage_hours: line.outageHours,
          contact: line.contact,
        })),
      )
      .execute();
  }
  await ctx.tell('backup.plan-revised', { lines: lines.length });
}

async function requireMachines(ctx: Context<Tables>, lines: readonly PlanLine[]): Promise<void> {
  const named = lines.flatMap(({ repositoryId }) => (repositoryId ? [repositoryId] : []));
  if (named.length === 0) return;
  const known = await ctx.tx
    .selectFrom('backup.repository')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', 'in', named)
    .execute();
  const ids = new Set(known.map(({ id }) => id));
  const stray = lines.findIndex(({ repositoryId }) => repositoryId !== null && !ids.has(repositoryId));
  if (stray !== -1) throw refuse('backup.machine-unknown', {}, `body.lines.${stray}.repositoryId`);
}
