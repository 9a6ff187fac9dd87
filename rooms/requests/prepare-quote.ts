// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { answerRequest, receivedRequest } from '#rooms/home/api.ts';
import { operatorOn, type BodyFacts } from '#rooms/organisations/api.ts';
import { draftForRoom } from '#rooms/quotes/api.ts';
import { refuse } from './contract.ts';
import { offersFor, proposed } from './offers-for.ts';
import type { Tables } from './tables.ts';

/** What the operator needs to prepare the quote of a request that it received. */
export async function readPreparation(ctx: Context<Tables>, { id }: { id: string }) {
  const { offers, held } = await offersFor(ctx, await receivedRequest(ctx, id));
  const standing = await ctx.tx
    .selectFrom('requests.quote')
    .select(['quote_id as id', 'quote_number as number'])
    .where('organisation_id', '=', ctx.organisation)
    .where('request_id', '=', id)
    .executeTakeFirst();
  return {
    held: held?.convention ?? null,
    quote: standing ?? null,
    offers: offers.map(({ key, label, inputs }) => ({
      key,
      label,
      inputs: inputs.map((input) => ({
        key: input.key,
        label: input.label,
        kind: input.kind,
        unit: input.unit ?? null,
        indivisible: input.indivisible,
        options: input.options ?? [],
        value: proposed(input),
      })),
    })),
  };
}

type Preparation = { id: string; offer: string; inputs: Record<string, number | string> };

/** Drafts the quote for the body and the service that were asked, and says yes to the request. Refuses one that awaits no answer. */
export async function prepareQuote(ctx: Context<Tables>, { id, offer, inputs }: Preparation): Promise<{ quoteId: string; number: string }> {
  const request = await receivedRequest(ctx, id);
  if (request.state !== 'waiting') throw refuse('requests.not-waiting');
  const { edition, offers, held } = await offersFor(ctx, request);
  if (!edition) throw refuse('requests.no-edition');
  if (!offers.some(({ key }) => key === offer)) throw refuse('requests.unknown-offer', {}, 'body.offer');
  const body = (await operatorOn(ctx.house, ctx.organisation, ctx.today())).find(request.askerId);
  if (!body) throw refuse('requests.not-waiting');
  const { id: quoteId, number } = await draftForRoom(ctx, {
    title: '',
    comment: `Demande de « ${request.title} »${request.message ? ` : ${request.message}` : ''}`.slice(0, 1_000),
    request: {
      edition: edition.key,
      for: { ...referenceTo(body), ...(held && { holds: { offers: [...held.offers] } }) },
      items: [{ offer, inputs }],
    },
  });
  await answerRequest(ctx as never, { id, outcome: 'accepted', reason: `Le devis ${number} est en préparation.` }); // its own rows, in this transaction
  await ctx.tx
    .insertInto('requests.quote')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      request_id: id,
      asker_id: request.askerId,
      quote_id: quoteId,
      quote_number: number,
      prepared_by_name: ctx.actor.kind === 'public' ? '' : ctx.actor.name,
      prepared_at: ctx.now().toString(),
      cancelled_at: null,
      cancel_reason: null,
    })
    .execute();
  await ctx.tell('requests.quote-prepared', { requestId: id, quoteId, askerId: request.askerId }, { heardIn: request.askerId });
  return { quoteId, number };
}

/** A body of the register by its number; one that the operator declared without any, by what it knows of it. */
function referenceTo({ siren, insee, id, kind, name, serves, agents }: BodyFacts): Record<string, unknown> {
  if (siren) return { siren };
  if (insee) return { insee };
  return { id, kind, name, ...(serves && { serves: [...serves] }), ...(agents !== undefined && { agents }) };
}
