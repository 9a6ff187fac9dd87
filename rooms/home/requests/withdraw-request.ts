// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import type { Tables } from '../tables.ts';
import { requestsWithAnswers, stateOf } from './request-state.ts';

/** Takes back a request that has had no answer. */
export async function withdrawRequest(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const row = await requestsWithAnswers(ctx)
    .select(['a.outcome', 'r.withdrawn_at'])
    .where('r.organisation_id', '=', ctx.organisation)
    .where('r.id', '=', id)
    .executeTakeFirst();
  if (!row) throw refuse('home.unknown-request');
  const state = stateOf(row);
  if (state === 'withdrawn') throw refuse('home.request-withdrawn');
  if (state !== 'waiting') throw refuse('home.request-answered');
  const at = ctx.now().toString();
  await ctx.tx
    .updateTable('home.service_request')
    .set({ withdrawn_at: at, closed_at: at })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('home.request-withdrawn', { requestId: id });
}
