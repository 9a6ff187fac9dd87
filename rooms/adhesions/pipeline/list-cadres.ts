// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { operatorOn } from '#rooms/organisations/api.ts';
import { MUTUALISED } from '../start-adhesion.ts';
import type { Tables } from '../tables.ts';

/** The operator's cadres, in force or to come, and the communes of each territory that are no members: those that may still join. */
export async function listCadres(ctx: Context<Tables>) {
  const today = ctx.today();
  const cadres = await ctx.tx
    .selectFrom('adhesions.convention as c')
    .innerJoin('organisations.body as b', 'b.id', 'c.payer_id')
    .select(['c.id', 'c.number', 'c.payer_id', 'b.name', 'c.begins_on', 'c.ends_on'])
    .where('c.organisation_id', '=', ctx.organisation)
    .where('c.kind', '=', 'cadre')
    .where((where) => where.or([where('c.ends_on', 'is', null), where('c.ends_on', '>=', today.toString())]))
    .orderBy('b.name')
    .orderBy('c.begins_on')
    .execute();
  const members = await ctx.tx
    .selectFrom('adhesions.membership')
    .select(['payer_id', 'beneficiary_id'])
    .where('organisation_id', '=', ctx.organisation)
    .where('scope', '=', MUTUALISED)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', today.toString())]))
    .execute();
  const view = await operatorOn(ctx.house, ctx.organisation, today);
  const inside = new Set(members.map(({ beneficiary_id }) => beneficiary_id));
  return {
    rows: cadres.map(({ id, number, payer_id, name, begins_on, ends_on }) => ({
      id,
      number,
      payer: { id: payer_id, name },
      beginsOn: begins_on,
      endsOn: ends_on,
      outside: view
        .roster(payer_id)
        .filter((body) => body.id !== payer_id && !inside.has(body.id))
        .map((body) => ({ id: body.id, name: body.name })),
    })),
  };
}
