// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { holdersOf } from '#rooms/people/api.ts';
import { refuse } from '../contract/refusals.ts';
import { requireOperator } from '../require-operator.ts';
import type { Tables } from '../tables.ts';
import { changeWarningRule, warningRule, type WarningRule } from '../warnings/warning-rule.ts';

type Ctx = Context<Tables>;
type Changed = { steps: { afterMinutes: number; mandateIds: string[] }[]; warnings?: WarningRule | undefined; isOpen: boolean; intro: string };

/** The escalation, the warnings and the public page of the operator in the address. */
export async function readSettings(ctx: Ctx) {
  await requireOperator(ctx);
  const steps = await ctx.tx.selectFrom('monitoring.step').selectAll().where('organisation_id', '=', ctx.organisation).orderBy('rank').execute();
  const page = await ctx.tx.selectFrom('monitoring.status_page').selectAll().where('organisation_id', '=', ctx.organisation).executeTakeFirst();
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  const people = await holdersOf(ctx, 'monitoring.read');
  const { subscribers } = await ctx.tx
    .selectFrom('monitoring.subscription')
    .select((count) => count.fn.countAll<number>().as('subscribers'))
    .where('organisation_id', '=', ctx.organisation)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirstOrThrow();
  const { loopMail, mail } = ctx.house.settings;
  return {
    steps: steps.map(({ after_minutes: afterMinutes, mandate_ids: mandateIds }) => ({ afterMinutes, mandateIds })),
    people: people.map(({ mandateId, name, title }) => ({ mandateId, name, title })),
    warnings: await warningRule(ctx),
    statusPage: { isOpen: page?.is_open ?? false, intro: page?.intro ?? '', href: `/o/${slug}/disponibilite`, subscribers },
    mailLoop: loopMail !== null && mail.kind === 'smtp',
  };
}

/** Changes all of it at once. */
export async function changeSettings(ctx: Ctx, { steps, warnings, isOpen, intro }: Changed): Promise<void> {
  await requireOperator(ctx);
  const serving = new Set((await holdersOf(ctx, 'monitoring.read')).map(({ mandateId }) => mandateId));
  for (const [index, { mandateIds }] of steps.entries())
    if (!mandateIds.every((id) => serving.has(id))) throw refuse('monitoring.unknown-person', {}, `body.steps.${index}.mandateIds`);
  await ctx.tx.deleteFrom('monitoring.step').where('organisation_id', '=', ctx.organisation).execute();
  const ordered = steps.toSorted((one, other) => one.afterMinutes - other.afterMinutes);
  for (const [index, { afterMinutes, mandateIds }] of ordered.entries())
    await ctx.tx
      .insertInto('monitoring.step')
      .values({ organisation_id: ctx.organisation, id: ctx.newId(), rank: index + 1, after_minutes: afterMinutes, mandate_ids: mandateIds })
      .execute();
  const values = { is_open: isOpen, intro, changed_at: ctx.now().toString() };
  await ctx.tx
    .insertInto('monitoring.status_page')
    .values({ organisation_id: ctx.organisation, id: ctx.organisation, ...values })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'id']).doUpdateSet(values))
    .execute();
  if (warnings) await changeWarningRule(ctx, warnings);
  await ctx.tell('monitoring.settings-changed', {});
}
