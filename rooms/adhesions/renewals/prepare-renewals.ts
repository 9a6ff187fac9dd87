// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { Refusal } from '#platform/http/contract.ts';
import { inContext } from '#platform/make-context.ts';
import { editionOn } from '#rooms/catalogue/api.ts';
import { operatorOn } from '#rooms/organisations/api.ts';
import { draftForRoom } from '#rooms/quotes/api.ts';
import { nameOf } from '../campaigns/campaign-record.ts';
import { refuse } from '../contract/renewals.ts';
import { membersByPayer } from '../successions/members-by-payer.ts';
import { nextRequest } from '../successions/next-request.ts';
import type { ConventionRow } from '../successions/succeed.ts';
import { wholeTermsOf } from '../successions/whole-terms.ts';
import type { Tables } from '../tables.ts';
import { nextTerm } from './next-term.ts';
import { lockConvention, refuseFollowed } from './lock-convention.ts';

type Asked = { conventionIds: string[]; keepsEdition: boolean; volumeGo?: number | null | undefined };
type Prepared = { conventionId: string; number: string; quoteId: string; quoteNumber: string; firstYearCents: number };

/** Prepares the quotes of several renewals, each in a transaction of its own: what cannot be renewed says why and holds up nothing. */
export async function prepareRenewals(ctx: Context<Tables>, { conventionIds, keepsEdition, volumeGo }: Asked) {
  const entry = { actor: ctx.actor, organisation: ctx.organisation, may: ctx.may, requestId: ctx.requestId };
  const prepared: Prepared[] = [];
  const refused: { conventionId: string; code: string; says: string }[] = [];
  for (const conventionId of new Set(conventionIds)) {
    const asked = { conventionId, keepsEdition, volumeGo: volumeGo ?? null };
    await inContext<Tables, Prepared>(ctx.house, entry, (inside) => prepareRenewal(inside, asked)).then(
      (one) => prepared.push(one),
      (error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
        refused.push({ conventionId, code: error.code, says: error.message });
      },
    );
  }
  return { prepared, refused };
}

/** Drafts the quote of the next term, on the edition in force on its first day or on the same one. */
export async function prepareRenewal(
  ctx: Context<Tables>,
  { conventionId, keepsEdition, volumeGo }: { conventionId: string; keepsEdition: boolean; volumeGo: number | null },
): Promise<Prepared> {
  const convention = await lockConvention(ctx, conventionId);
  const { number, ends_on } = convention;
  if (ends_on === null) throw refuse('adhesions.renewal-no-term', { number });
  await refuseFollowed(ctx, convention);
  await refuseUnderway(ctx, convention);
  const term = nextTerm({ beginsOn: Temporal.PlainDate.from(convention.begins_on), endsOn: Temporal.PlainDate.from(ends_on) });
  const terms = (await wholeTermsOf(ctx, [convention], ends_on)).get(convention.id);
  if (!terms) throw refuse('adhesions.renewal-without-terms', { number });
  const edition = keepsEdition ? convention.edition : await editionFor(ctx, term.beginsOn);
  const register = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  const memberIds = (await membersByPayer(ctx, ends_on)).get(convention.payer_id) ?? [];
  const request = nextRequest(terms, { payerId: convention.payer_id, memberIds, edition, register });
  const quote = await draftForRoom(ctx, {
    title: `Renouvellement de la convention ${number}`,
    comment: `Terme du ${formatDay(term.beginsOn)} au ${formatDay(term.endsOn)}`,
    request: volumeGo === null ? request : { ...request, volume: { value: volumeGo, unit: 'Go' } },
  });
  await ctx.tx
    .insertInto('adhesions.renewal')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      convention_id: conventionId,
      payer_id: convention.payer_id,
      begins_on: term.beginsOn.toString(),
      ends_on: term.endsOn.toString(),
      edition,
      keeps_edition: keepsEdition,
      quote_id: quote.id,
      quote_number: quote.number,
      quoted_cents: quote.firstYearCents,
      state: 'quoted',
      dossier_id: null,
      says: '',
      prepared_at: ctx.now().toString(),
      prepared_by: nameOf(ctx),
      changed_at: ctx.now().toString(),
    })
    .execute();
  await ctx.tell('adhesions.renewal-prepared', { conventionId, quoteId: quote.id });
  return { conventionId, number, quoteId: quote.id, quoteNumber: quote.number, firstYearCents: quote.firstYearCents };
}

async function editionFor(ctx: Context<Tables>, on: Temporal.PlainDate): Promise<string> {
  const edition = (await editionOn(ctx, ctx.organisation, on)) ?? (await editionOn(ctx, ctx.organisation, ctx.today()));
  if (!edition) throw refuse('adhesions.renewal-no-edition', { day: formatDay(on) });
  return edition.key;
}

async function refuseUnderway(ctx: Context<Tables>, { id, number }: ConventionRow): Promise<void> {
  const underway = await ctx.tx
    .selectFrom('adhesions.renewal')
    .select('quote_number')
    .where('organisation_id', '=', ctx.organisation)
    .where('convention_id', '=', id)
    .where('state', 'in', ['quoted', 'accepted', 'deciding'])
    .executeTakeFirst();
  if (underway) throw refuse('adhesions.renewal-underway', { number, quote: underway.quote_number });
}
