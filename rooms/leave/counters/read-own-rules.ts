// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { ownRulesOf, type OwnRuleRow, type OwnRules } from '../law/own-rules.ts';
import type { Tables } from '../tables.ts';

/** What the body set for itself, as `ruleFor` reads it. */
export async function readOwnRules(ctx: Context<Tables>): Promise<OwnRules> {
  return ownRulesOf(await ownRuleRows(ctx));
}

/** The same as it is kept, the oldest first. */
export async function ownRuleRows(ctx: Context<Tables>): Promise<(OwnRuleRow & { id: string })[]> {
  return ctx.tx
    .selectFrom('leave.own_rule')
    .select(['id', 'rule', 'value', 'text', 'begins_on', 'ends_on'])
    .where('organisation_id', '=', ctx.organisation)
    .orderBy('rule')
    .orderBy('begins_on')
    .execute();
}
