// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract/refusals.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { tellAnswered } from './tell-maintenance.ts';

/** Allows or refuses, as another person than the one who asked: a constraint of the database says it too. Who asked may take the request back. */
export async function answerMaintenance(ctx: Context<Tables>, { id, isAllowed }: { id: string; isAllowed: boolean }): Promise<void> {
  const person = personWhoActs(ctx);
  const asked = await ctx.tx
    .selectFrom('backup.maintenance')
    .select(['repository_id', 'asked_by', 'answered_at'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!asked) throw refuse('backup.maintenance-unknown');
  if (asked.answered_at) throw refuse('backup.maintenance-answered');
  if (isAllowed && asked.asked_by === person.personId) throw refuse('backup.two-persons');
  await ctx.tx
    .updateTable('backup.maintenance')
    .set({ answered_by: person.personId, answered_by_name: person.name, answered_at: ctx.now().toString(), is_allowed: isAllowed })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('backup.maintenance-answered', { repositoryId: asked.repository_id, maintenanceId: id, isAllowed });
  await tellAnswered(ctx, { maintenanceId: id });
}
