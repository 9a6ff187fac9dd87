// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readAgents } from '../agents/read-agents.ts';
import { refuseRule } from '../contract/rules.ts';
import { holdAgents } from '../counters/post-movements.ts';
import { ownRuleRows } from '../counters/read-own-rules.ts';
import { settleAgents } from '../counters/settle-year.ts';
import { ownRuleKeys } from '../law/own-rules.ts';
import { leaveRules } from '../law/rules.ts';
import type { Tables } from '../tables.ts';
import { checkRule, lastClosedYear, refuseClosedYear, type WantedRule } from './check-rule.ts';

/** The rules that the body may set, with what the law says, what it decided and what holds today. */
export async function listRules(ctx: Context<Tables>) {
  const rows = await ownRuleRows(ctx);
  const closed = await lastClosedYear(ctx);
  const today = ctx.today();
  return {
    rows: ownRuleKeys.map((rule) => {
      const own = rows.filter((row) => row.rule === rule);
      const law = leaveRules.ruleOn(rule, today);
      const { value } = leaveRules.ruleFor(
        rule,
        today,
        own.map((row) => ({ value: row.value as never, text: row.text, from: row.begins_on, until: row.ends_on })),
      ); // checked when written
      return {
        rule,
        label: leaveRules.rules[rule].label,
        bound: leaveRules.rules[rule].bodies,
        law: { value: law.value, text: law.text, from: law.from },
        today: value,
        isOwn: own.some((row) => row.begins_on <= today.toString() && (row.ends_on === null || row.ends_on >= today.toString())),
        own: own.map((row) => ({
          id: row.id,
          value: row.value as typeof value, // checked when written
          text: row.text,
          from: row.begins_on,
          until: row.ends_on,
          mayRemove: closed === null || row.begins_on > `${closed}-12-31`,
        })),
      };
    }),
  };
}

/** Sets a rule from a day on: the one before ends on its eve, and counters of open years are brought to what they should be. */
export async function setRule(ctx: Context<Tables>, wanted: WantedRule): Promise<{ id: string; changed: number }> {
  const row = await checkRule(ctx, wanted, await ownRuleRows(ctx));
  const eve = Temporal.PlainDate.from(row.begins_on).subtract({ days: 1 }).toString();
  await ctx.tx
    .updateTable('leave.own_rule')
    .set({ ends_on: eve })
    .where('organisation_id', '=', ctx.organisation)
    .where('rule', '=', row.rule)
    .where('begins_on', '<', row.begins_on)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>', eve)]))
    .execute();
  const id = ctx.newId();
  await ctx.tx
    .insertInto('leave.own_rule')
    .values({ ...row, organisation_id: ctx.organisation, id, value: JSON.stringify(row.value) })
    .execute();
  return { id, changed: await settleOpen(ctx) };
}

/** Takes a rule back: what the law says holds again. Refuses one that counted for a closed year. */
export async function removeRule(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const row = (await ownRuleRows(ctx)).find((one) => one.id === id);
  if (!row) throw refuseRule('leave.unknown-rule');
  await refuseClosedYear(ctx, row.begins_on);
  await ctx.tx.deleteFrom('leave.own_rule').where('organisation_id', '=', ctx.organisation).where('id', '=', id).execute();
  await settleOpen(ctx);
}

/** How many agents have a counter that changed, whatever the years. */
async function settleOpen(ctx: Context<Tables>): Promise<number> {
  const ids = (await readAgents(ctx)).map((agent) => agent.id);
  await holdAgents(ctx, ids);
  const closed = await lastClosedYear(ctx);
  const years = await ctx.tx
    .selectFrom('leave.movement')
    .select('year')
    .distinct()
    .where('organisation_id', '=', ctx.organisation)
    .where('year', '>=', Math.max(closed === null ? 0 : closed + 1, ctx.today().year - 1))
    .orderBy('year')
    .execute();
  const changed = new Set<string>();
  for (const { year } of years) for (const id of await settleAgents(ctx, ids, year)) changed.add(id);
  return changed.size;
}
