// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

type Threshold = 80 | 90 | 100 | null;

/** From which threshold the person who acts wants to be told in this body: from 80 % until they choose. */
export async function readAlertChoice(ctx: Context<Tables>): Promise<{ fromPercent: Threshold }> {
  const row = await ctx.tx
    .selectFrom('rights.alert_choice')
    .select('from_percent')
    .where('person_id', '=', personOf(ctx))
    .where('body_id', '=', ctx.organisation)
    .executeTakeFirst();
  return { fromPercent: row ? row.from_percent : 80 };
}

/** Keeps the choice of the person who acts, for this body alone. */
export async function chooseAlerts(ctx: Context<Tables>, { fromPercent }: { fromPercent: Threshold }): Promise<void> {
  const chosen = { from_percent: fromPercent, chosen_at: ctx.now().toString() };
  await ctx.tx
    .insertInto('rights.alert_choice')
    .values({ person_id: personOf(ctx), body_id: ctx.organisation, ...chosen })
    .onConflict((conflict) => conflict.columns(['person_id', 'body_id']).doUpdateSet(chosen))
    .execute();
}

function personOf({ actor }: Context<Tables>): string {
  if (actor.kind !== 'person') throw new Error('only a person chooses what to be told');
  return actor.personId;
}
