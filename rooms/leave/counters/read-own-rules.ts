// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import type { OwnRules } from './expected.ts';

/** What the body set for itself, as `ruleFor` reads it. */
export async function readOwnRules(ctx: Context<Tables>): Promise<OwnRules> {
  const rows = await ctx.tx.selectFrom('leave.own_rule').selectAll().where('organisation_id', '=', ctx.organisation).orderBy('begins_on').execute();
  const of = (rule: string) =>
    rows.filter((row) => row.rule === rule).map(({ value, text, begins_on, ends_on }) => ({ value, text, from: begins_on, until: ends_on }));
  // Checked against the shape of the rule when they were written.
  return { rounding: of('leave.rounding') as OwnRules['rounding'], rtt: of('leave.rtt') as OwnRules['rtt'] };
}
