// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseRun } from '../contract/runs.ts';
import type { RunAct, RunRow, RunStatus, Tables } from '../tables.ts';

export const WORK_ON_RUN = 'billing.work-on-run';

/** Where a run stands while a job is at work on it, and where it stands again when that failed: a preparation is computed again, or abandoned. */
export const workStatuses = {
  prepare: { during: 'preparing', failed: 'preparing' },
  lock: { during: 'locking', failed: 'prepared' },
  issue: { during: 'issuing', failed: 'locked' },
} as const satisfies Record<RunAct, { during: RunStatus; failed: RunStatus }>;

/** What a job does to a run that stands so; undefined when it has nothing to do. */
export function actDuring(status: RunStatus): RunAct | undefined {
  return actOf('during', status);
}

function actOf(when: 'during' | 'failed', status: RunStatus): RunAct | undefined {
  return (['prepare', 'lock', 'issue'] as const).find((act) => workStatuses[act][when] === status);
}

/** Leaves the work on a run to a job, in the name of the person who acts. The run has its status already. */
export async function askWork(ctx: Context<Tables>, runId: string, act: RunAct): Promise<void> {
  if (ctx.actor.kind !== 'person') throw refuseRun('billing.person-needed');
  const now = ctx.now().toString();
  const asked = { act, actor: JSON.stringify(ctx.actor), asked_at: now, heard_at: now, attempts: 0, done: 0, total: 0, failure: null };
  await ctx.tx
    .insertInto('billing.run_work')
    .values({ organisation_id: ctx.organisation, id: runId, ...asked })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'id']).doUpdateSet(asked))
    .execute();
  await ctx.queue(WORK_ON_RUN, { runId });
}

/** Why the job that was to bring a run further failed; null when none did, or the run went further since. */
export async function failureOf(ctx: Context<Tables>, { id, status }: Pick<RunRow, 'id' | 'status'>): Promise<string | null> {
  const act = actOf('failed', status);
  if (!act) return null;
  const row = await ctx.tx
    .selectFrom('billing.run_work')
    .select('failure')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('act', '=', act)
    .executeTakeFirst();
  return row?.failure ?? null;
}

/** A run that is computed again does not show any more why it was not locked. */
export async function forgetFailure(ctx: Context<Tables>, id: string): Promise<void> {
  await ctx.tx.updateTable('billing.run_work').set({ failure: null }).where('organisation_id', '=', ctx.organisation).where('id', '=', id).execute();
}
