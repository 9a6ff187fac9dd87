// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseSupport } from '../contract/support.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { end } from './end-support.ts';

/** Ends a support in the body helped: the person in whose name it runs, or whoever may read them all. Refuses one that is unknown or over. */
export async function endSupportReceived(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const support = await ctx.tx
    .selectFrom('people.support')
    .select('person_id')
    .where('id', '=', id)
    .where('helped_id', '=', ctx.organisation)
    .executeTakeFirst();
  const isOwn = support?.person_id === personWhoActs(ctx).personId;
  const mayEnd = isOwn || ctx.may('people.read-support');
  if (!support || !mayEnd || !(await end(ctx, id))) throw refuseSupport('people.support-unknown');
}
