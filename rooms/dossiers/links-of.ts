// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from './tables.ts';
import { typesOf } from './types-of-house.ts';

/** The sister dossiers that the body in the address may read, each with where it stands. A party sees those in which it takes part too. */
export async function linksOf(ctx: Context<Tables>, id: string) {
  const sisters = ctx.tx
    .selectFrom('dossiers.link')
    .select(['organisation_id', 'other_id as id', 'how'])
    .where('dossier_id', '=', id)
    .union(ctx.tx.selectFrom('dossiers.link').select(['organisation_id', 'dossier_id as id', 'how']).where('other_id', '=', id));
  const rows = await ctx.tx
    .selectFrom(sisters.as('l'))
    .innerJoin('dossiers.dossier as d', (join) => join.onRef('d.organisation_id', '=', 'l.organisation_id').onRef('d.id', '=', 'l.id'))
    .select(['d.id', 'd.number', 'd.title', 'd.type', 'd.step', 'd.status', 'd.due_on', 'l.how'])
    .orderBy('d.title')
    .orderBy('d.id')
    .execute();
  const types = typesOf(ctx.house);
  return rows.flatMap(({ type: key, step, due_on, ...row }) => {
    const type = types.get(key);
    if (!type || !ctx.may(type.permissions.read)) return [];
    const isLate = row.status === 'open' && due_on !== null && Temporal.PlainDate.compare(due_on, ctx.today()) < 0;
    return [{ ...row, typeLabel: type.label, stepLabel: type.steps.find((one) => one.key === step)?.label ?? step, dueOn: due_on, isLate }];
  });
}
