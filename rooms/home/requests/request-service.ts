// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { operatorServing } from '#rooms/organisations/api.ts';
import { refuse } from '../contract.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { notOpenYet, offersOf } from './offers.ts';
import { requestsWithAnswers } from './request-state.ts';

/** An operator that accepted has this long to open the service before it may be asked for again. */
const DAYS_TO_OPEN = 90;

/** Asks the operator for a service of its catalogue. Once at a time: what awaits an answer is not asked again. */
export async function requestService(ctx: Context<Tables>, { service, message }: { service: string; message: string }): Promise<{ id: string }> {
  const person = personWhoActs(ctx);
  const operator = await operatorServing(ctx.house, ctx.organisation, ctx.today());
  if (!operator) throw refuse('home.no-operator');
  if (operator.id === ctx.organisation) throw refuse('home.asks-itself');
  const offer = (await offersOf(ctx, operator.id)).find(({ key }) => key === service);
  if (!offer) throw refuse('home.unknown-offer', {}, 'body.service');
  const { title } = offer;
  if ((await notOpenYet(ctx, [offer])).length === 0) throw refuse('home.service-open', { title });
  if (await wasAccepted(ctx, service)) throw refuse('home.already-accepted', { title });
  const id = ctx.newId();
  const written = await ctx.tx
    .insertInto('home.service_request')
    .values({
      organisation_id: ctx.organisation,
      id,
      operator_id: operator.id,
      service,
      title,
      message,
      asked_by: person.personId,
      asked_by_name: person.name,
      asked_at: ctx.now().toString(),
      withdrawn_at: null,
      closed_at: null,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'service']).where('closed_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) throw refuse('home.already-asked', { title });
  await ctx.tell('home.service-requested', { requestId: id, operatorId: operator.id }, { heardIn: operator.id });
  return { id };
}

async function wasAccepted(ctx: Context<Tables>, service: string): Promise<boolean> {
  const row = await requestsWithAnswers(ctx)
    .select('r.id')
    .where('r.organisation_id', '=', ctx.organisation)
    .where('r.service', '=', service)
    .where('a.outcome', '=', 'accepted')
    .where(
      'a.answered_at',
      '>',
      ctx
        .now()
        .subtract({ hours: 24 * DAYS_TO_OPEN })
        .toString(),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
