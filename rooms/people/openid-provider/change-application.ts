// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseApplication } from '../contract/applications.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { checkApplication, type ApplicationInput } from './check-application.ts';
import { columnsOf } from './register-application.ts';

/** Changes an application; whoever loses the right to enter is refused at the next use of a token. */
export async function changeApplication(ctx: Context<Tables>, { id, ...input }: ApplicationInput & { id: string }): Promise<void> {
  await checkApplication(ctx, input);
  const { numUpdatedRows } = await open(ctx, id)
    .set({ ...columnsOf(input), changed_at: ctx.now().toString(), changed_by: personWhoActs(ctx).personId })
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw refuseApplication('people.application-unknown');
  await ctx.tell('people.application-changed', { applicationId: id });
}

/** Closes an application for good: nobody enters it any more, and its tokens say nothing. */
export async function closeApplication(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const at = ctx.now().toString();
  const { numUpdatedRows } = await open(ctx, id)
    .set({ closed_at: at, changed_at: at, changed_by: personWhoActs(ctx).personId })
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw refuseApplication('people.application-unknown');
  await ctx.tell('people.application-closed', { applicationId: id });
}

function open(ctx: Context<Tables>, id: string) {
  return ctx.tx.updateTable('people.application').where('organisation_id', '=', ctx.organisation).where('id', '=', id).where('closed_at', 'is', null);
}
