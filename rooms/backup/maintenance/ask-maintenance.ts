// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract/refusals.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { tellAsked } from './tell-maintenance.ts';

/** Asks to remove old backups of a machine. Refuses while another request waits or a maintenance is open. */
export async function askMaintenance(ctx: Context<Tables>, { id: repositoryId, reason }: { id: string; reason: string }) {
  const person = personWhoActs(ctx);
  // Locked, so that two requests at once are one.
  const machine = await ctx.tx
    .selectFrom('backup.repository')
    .select(['operator_id', 'closed_at'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', repositoryId)
    .forUpdate()
    .executeTakeFirst();
  if (!machine) throw refuse('backup.machine-unknown');
  if (machine.closed_at) throw refuse('backup.machine-closed');
  if (await isUnderWay(ctx, repositoryId)) throw refuse('backup.maintenance-waiting');
  const id = ctx.newId();
  await ctx.tx
    .insertInto('backup.maintenance')
    .values({
      organisation_id: ctx.organisation,
      id,
      repository_id: repositoryId,
      operator_id: machine.operator_id,
      reason,
      asked_by: person.personId,
      asked_by_name: person.name,
      asked_at: ctx.now().toString(),
      answered_by: null,
      answered_by_name: null,
      answered_at: null,
      is_allowed: null,
      secret_digest: null,
      opened_at: null,
      ends_at: null,
      closed_at: null,
    })
    .execute();
  await ctx.tell('backup.maintenance-asked', { repositoryId, maintenanceId: id });
  await tellAsked(ctx, { maintenanceId: id });
  return { id };
}

async function isUnderWay(ctx: Context<Tables>, repositoryId: string): Promise<boolean> {
  const row = await ctx.tx
    .selectFrom('backup.maintenance')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('repository_id', '=', repositoryId)
    .where('closed_at', 'is', null)
    .where(({ eb, or }) => or([eb('is_allowed', 'is', null), eb('is_allowed', '=', true)]))
    .where(({ eb, or }) => or([eb('ends_at', 'is', null), eb('ends_at', '>', ctx.now().toString())]))
    .executeTakeFirst();
  return row !== undefined;
}
