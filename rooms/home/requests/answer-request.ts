// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { requireOperator } from '../require-operator.ts';
import type { Tables } from '../tables.ts';
import { requestsWithAnswers, stateOf } from './request-state.ts';

type Answer = { id: string; outcome: 'accepted' | 'refused'; reason: string };

/** The operator's answer to a request that it received, given once. */
export async function answerRequest(ctx: Context<Tables>, { id, outcome, reason }: Answer): Promise<void> {
  const person = personWhoActs(ctx);
  await requireOperator(ctx);
  const row = await requestsWithAnswers(ctx)
    .select(['r.organisation_id', 'a.outcome', 'r.withdrawn_at'])
    .where('r.operator_id', '=', ctx.organisation)
    .where('r.id', '=', id)
    .executeTakeFirst();
  if (!row) throw refuse('home.unknown-request');
  const state = stateOf(row);
  if (state === 'withdrawn') throw refuse('home.request-withdrawn');
  if (state !== 'waiting') throw refuse('home.request-answered');
  if (outcome === 'refused' && reason === '') throw refuse('home.reason-needed', {}, 'body.reason');
  const written = await ctx.tx
    .insertInto('home.service_answer')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      request_id: id,
      asker_id: row.organisation_id,
      outcome,
      reason,
      answered_by: person.personId,
      answered_by_name: person.name,
      answered_at: ctx.now().toString(),
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'request_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) throw refuse('home.request-answered');
  await ctx.tell('home.service-answered', { requestId: id, askerId: row.organisation_id, outcome }, { heardIn: row.organisation_id });
}
