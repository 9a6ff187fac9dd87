// SPDX-License-Identifier: EUPL-1.2
/** Rules that a body may set for itself within the law, each with its vote and its days of force. Pure. */
import type { leaveRules } from './rules.ts';

export const ownRuleKeys = [
  'leave.rounding',
  'leave.rtt',
  'leave.carry-over-until',
  'leave.longest-absence',
  'leave.kept-months',
  'leave.kept-weeks',
  'leave.cet-paid-days',
] as const;

export type OwnRuleKey = (typeof ownRuleKeys)[number];

export type OwnRules = { readonly [Key in OwnRuleKey]: Parameters<typeof leaveRules.ruleFor<Key>>[2] };

/** A rule as the database keeps it; its value was checked against the shape of the rule when it was written. */
export type OwnRuleRow = { rule: string; value: unknown; text: string; begins_on: string; ends_on: string | null };

/** The rows by rule, as `ruleFor` reads them. */
export function ownRulesOf(rows: readonly OwnRuleRow[]): OwnRules {
  const of = (key: OwnRuleKey) =>
    rows.filter(({ rule }) => rule === key).map(({ value, text, begins_on, ends_on }) => ({ value, text, from: begins_on, until: ends_on }));
  // Each key holds the rows of its own rule, whose values were parsed by its schema.
  return Object.fromEntries(ownRuleKeys.map((key) => [key, of(key)])) as unknown as OwnRules;
}

/** The rows once another rule holds: what stood before it ends on its eve. */
export function withRule(rows: readonly OwnRuleRow[], next: OwnRuleRow): OwnRuleRow[] {
  const eve = Temporal.PlainDate.from(next.begins_on).subtract({ days: 1 }).toString();
  const kept = rows
    .filter(({ rule, begins_on }) => rule !== next.rule || begins_on < next.begins_on)
    .map((row) => (row.rule === next.rule && (row.ends_on === null || row.ends_on > eve) ? { ...row, ends_on: eve } : row));
  return [...kept, next];
}
