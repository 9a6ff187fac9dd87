// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { Refusal } from '#platform/http/contract.ts';
import { refuse } from '../contract.ts';
import { refuseRule } from '../contract/rules.ts';
import { refusesCap } from '../law/cet.ts';
import type { OwnRuleKey, OwnRuleRow } from '../law/own-rules.ts';
import { leaveRules } from '../law/rules.ts';
import type { Tables } from '../tables.ts';

export type WantedRule = { rule: OwnRuleKey; value: unknown; text: string; from: string; until?: string | null | undefined };

/**
 * What a body wants for itself, as a row. Refuses a value of another shape, one that the law forbids on any day of its force (with the text), days
 * of a closed year, and a day from which another value was decided already.
 */
export async function checkRule(
  ctx: Context<Tables>,
  { rule, value, text, from, until }: WantedRule,
  rows: readonly OwnRuleRow[],
): Promise<OwnRuleRow> {
  if (until && until < from) throw refuse('leave.runs-backwards', {}, 'until');
  const { schema, label } = leaveRules.rules[rule];
  if (!schema.safeParse(value).success || !isMonthDay(rule, value)) throw refuseRule('leave.rule-value', { label }, 'value');
  try {
    // The value was parsed by the schema of this rule.
    leaveRules.checkOwn(rule, { value: value as never, text, from, until: until ?? null }, 'value');
  } catch (error) {
    if (error instanceof Refusal) throw refuseRule('leave.rule-against-law', { says: error.message }, 'value');
    throw error;
  }
  const cap = rule === 'leave.cet-paid-days' ? refusesCap(value, Temporal.PlainDate.from(from)) : null;
  if (cap) throw refuseRule('leave.rule-against-law', { says: cap }, 'from');
  await refuseClosedYear(ctx, from, 'from');
  const later = rows.find((row) => row.rule === rule && row.begins_on >= from && (!until || row.begins_on <= until));
  if (later) throw refuseRule('leave.rule-overlaps', { day: formatDay(Temporal.PlainDate.from(later.begins_on)) }, 'from');
  return { rule, value, text, begins_on: from, ends_on: until ?? null };
}

/** A closed year stays as its report says: no rule changes it afterwards. */
export async function refuseClosedYear(ctx: Context<Tables>, from: string, field?: string): Promise<void> {
  const year = await lastClosedYear(ctx);
  if (year !== null && from <= `${year}-12-31`) throw refuseRule('leave.rule-in-closed-year', { year, next: year + 1 }, field);
}

/** The last year that the body closed; null before the first. */
export async function lastClosedYear(ctx: Context<Tables>): Promise<number | null> {
  const { year } = await ctx.tx
    .selectFrom('leave.closing')
    .select(({ fn }) => fn.max('year').as('year'))
    .where('organisation_id', '=', ctx.organisation)
    .executeTakeFirstOrThrow();
  return year ?? null;
}

// « 02-30 » has the shape of a month and a day, and is none.
function isMonthDay(rule: OwnRuleKey, value: unknown): boolean {
  if (rule !== 'leave.carry-over-until' || typeof value !== 'string') return true;
  try {
    Temporal.PlainMonthDay.from(value, { overflow: 'reject' });
    // Every year has it: the day is read in the year after the one that closes.
    return value !== '02-29';
  } catch {
    return false;
  }
}
