// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { holdersOf } from '#rooms/people/api.ts';
import type { Tables } from '../tables.ts';

/** Accounts of the body that may be an agent's, once each, with the agent whose account it already is. */
export async function listPeople(ctx: Context<Tables>) {
  const linked = await ctx.tx
    .selectFrom('leave.agent')
    .select(['id', 'person_id'])
    .where('organisation_id', '=', ctx.organisation)
    .where('person_id', 'is not', null)
    .where('left_on', 'is', null)
    .execute();
  const serving = new Map((await holdersOf(ctx, 'leave.request')).map((one) => [one.personId, one]));
  const rows = [...serving.values()].map(({ personId, name, title, email }) => ({
    personId,
    name,
    title,
    email,
    agentId: linked.find(({ person_id }) => person_id === personId)?.id ?? null,
  }));
  return { rows: rows.toSorted((a, b) => a.name.localeCompare(b.name, 'fr')) };
}
