// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { operatorServing } from '#rooms/organisations/api.ts';
import type { Tables } from '../tables.ts';
import { notOpenYet, offersOf } from './offers.ts';
import { requestColumns, requestsWithAnswers, requestView } from './request-state.ts';

/** What the body could have and does not, with the last request for each. An operator is offered nothing. */
export async function listOffers(ctx: Context<Tables>) {
  const operator = await operatorServing(ctx.house, ctx.organisation, ctx.today());
  if (!operator || operator.id === ctx.organisation) return { operator: null, rows: [] };
  const asked = await lastRequests(ctx);
  const rows = [];
  for (const offer of await notOpenYet(ctx, await offersOf(ctx, operator.id))) {
    const { key, title, group, description, href } = offer;
    const request = asked.get(key) ?? null;
    rows.push({ key, title, group, description, href, request: request?.state === 'withdrawn' ? null : request });
  }
  return { operator: operator.name, rows };
}

async function lastRequests(ctx: Context<Tables>) {
  const rows = await requestsWithAnswers(ctx)
    .select(requestColumns)
    .where('r.organisation_id', '=', ctx.organisation)
    .orderBy('r.asked_at')
    .orderBy('r.id')
    .execute();
  return new Map(rows.map((row) => [row.service, requestView(row)]));
}
