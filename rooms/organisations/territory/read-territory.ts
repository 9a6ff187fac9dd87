// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { operatorViewIn } from '../operators/operator-in-memory.ts';
import { bodyLineOf } from '../register/read-public-body.ts';
import type { Tables } from '../tables.ts';

/** The list of which the territory is made, past and future parts included. */
export async function readTerritory(ctx: Context<Tables>) {
  const view = await operatorViewIn(ctx);
  const rows = await ctx.tx
    .selectFrom('organisations.territory_part')
    .select(['id', 'body_id', 'since_on', 'until_on', 'added_by'])
    .where('organisation_id', '=', ctx.organisation)
    .execute();
  const parts = rows.flatMap(({ id, body_id, since_on, until_on, added_by }) => {
    const body = view.find(body_id);
    return body
      ? [{ id, body: bodyLineOf(body), members: view.register.roster(body_id).length, sinceOn: since_on, untilOn: until_on, addedBy: added_by }]
      : [];
  });
  return { parts: parts.sort((one, other) => french.compare(one.body.name, other.body.name)), bodies: view.territory.length };
}

const french = new Intl.Collator('fr');
