// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import type { Tables } from '../tables.ts';

type Fields = {
  label: string;
  short: string;
  colour: string;
  mostAtOnce: number | null;
  mostPerYear: number | null;
  takesHours: boolean;
  askedBy: 'agent' | 'manager';
  needsAnswer: boolean;
  proof: 'none' | 'asked' | 'required';
  isPrivate: boolean;
  isAtWork: boolean;
  payrollCode: string | null;
  text: string;
};

/** Kinds of absence of the body, those put away last. */
export async function listKinds(ctx: Context<Tables>) {
  const rows = await ctx.tx
    .selectFrom('leave.kind')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .orderBy('rank')
    .orderBy('label')
    .execute();
  return {
    rows: rows.map((row) => ({
      id: row.id,
      key: row.key,
      label: row.label,
      short: row.short,
      colour: row.colour,
      counter: row.counter,
      mostAtOnce: row.most_at_once === null ? null : row.most_at_once / 100,
      mostPerYear: row.most_per_year === null ? null : row.most_per_year / 100,
      takesHours: row.takes_hours,
      askedBy: row.asked_by,
      needsAnswer: row.needs_answer,
      proof: row.proof,
      isPrivate: row.is_private,
      isAtWork: row.is_at_work,
      payrollCode: row.payroll_code,
      text: row.text,
      isHealth: row.is_health,
      isFamily: row.is_family,
      isArchived: row.archived_at !== null,
    })),
  };
}

/** Adds a kind that draws on no counter, such as an autorisation spéciale d'absence that the assembly voted. */
export async function addKind(ctx: Context<Tables>, fields: Fields): Promise<{ id: string }> {
  const id = ctx.newId();
  const { last } = await ctx.tx
    .selectFrom('leave.kind')
    .select(({ fn }) => fn.max('rank').as('last'))
    .where('organisation_id', '=', ctx.organisation)
    .executeTakeFirstOrThrow();
  await ctx.tx
    .insertInto('leave.kind')
    .values({
      organisation_id: ctx.organisation,
      id,
      key: `propre-${id}`,
      counter: null,
      is_health: false,
      is_family: false,
      is_service: true,
      rank: (last ?? 0) + 1,
      archived_at: null,
      ...columnsOf(fields),
    })
    .execute();
  return { id };
}

/** Corrects a kind or puts it away. What it draws on, and whether it is about health, never changes: past absences rest on it. */
export async function changeKind(ctx: Context<Tables>, { id, isArchived, ...fields }: Fields & { id: string; isArchived: boolean }): Promise<void> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('leave.kind')
    .set({ ...columnsOf(fields), archived_at: isArchived ? ctx.now().toString() : null })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw refuse('leave.unknown-kind');
}

function columnsOf(fields: Fields) {
  return {
    label: fields.label,
    short: fields.short,
    colour: fields.colour,
    most_at_once: fields.mostAtOnce === null ? null : Math.round(fields.mostAtOnce * 100),
    most_per_year: fields.mostPerYear === null ? null : Math.round(fields.mostPerYear * 100),
    takes_hours: fields.takesHours,
    asked_by: fields.askedBy,
    needs_answer: fields.needsAnswer,
    proof: fields.proof,
    is_private: fields.isPrivate,
    is_at_work: fields.isAtWork,
    payroll_code: fields.payrollCode,
    text: fields.text,
  };
}
