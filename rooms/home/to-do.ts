// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { ToDo } from '#platform/room.ts';
import { requestsWithAnswers } from './requests/request-state.ts';
import type { Tables } from './tables.ts';

/** Requests that wait for the operator's answer, the oldest first. */
export async function requestsToAnswer(ctx: Context<Tables>): Promise<ToDo[]> {
  const rows = await requestsWithAnswers(ctx)
    .innerJoin('organisations.body as b', 'b.id', 'r.organisation_id')
    .innerJoin('organisations.body as o', 'o.id', 'r.operator_id')
    .select(['r.operator_id', 'r.title', 'b.name', 'o.slug'])
    .where('r.operator_id', 'in', [...ctx.organisations])
    .where('r.withdrawn_at', 'is', null)
    .where('a.outcome', 'is', null)
    .orderBy('r.asked_at')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    organisationId: row.operator_id,
    kind: 'do',
    title: `Répondre à ${row.name} : « ${row.title} »`,
    href: `/o/${row.slug}/demandes-de-services`,
    dueOn: null,
  }));
}
