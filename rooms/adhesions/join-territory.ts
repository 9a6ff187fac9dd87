// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { operatorOn } from '#rooms/organisations/api.ts';
import { linkDossiers, openDossier } from '#rooms/dossiers/api.ts';
import { acceptedQuote } from '#rooms/quotes/api.ts';
import { refuse } from './contract.ts';
import { editionLabel } from './membership/edition-of.ts';
import { recountWith } from './recount.ts';
import { joursFrancsFor, MUTUALISED, refuseMember, refuseUnderWay, yearlyCents } from './start-adhesion.ts';
import type { Tables } from './tables.ts';

type Asked = {
  id: string;
  bodyId: string;
  startsOn: string;
  /** Accepted quote that prices the territory with it, where the grid does not. */ quoteId?: string | undefined;
};

/**
 * Opens the dossier of a body of the territory that joins under way, with what the territory counts and pays from then on. Refuses one of another
 * territory, one that is a member or about to be, and one that the edition prices on quote when no accepted quote says the amount.
 */
export async function joinTerritory(ctx: Context<Tables>, { id, bodyId, startsOn, quoteId }: Asked) {
  const cadre = await ctx.tx
    .selectFrom('adhesions.convention')
    .select(['id', 'number', 'kind', 'payer_id', 'edition', 'quote_id', 'quote_number', 'dossier_id', 'begins_on', 'ends_on', 'cadre_id'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!cadre) throw refuse('adhesions.unknown');
  if (cadre.kind !== 'cadre') throw refuse('adhesions.no-cadre');
  if (cadre.ends_on !== null && cadre.ends_on < startsOn)
    throw refuse('adhesions.cadre-ended', { number: cadre.number, endsOn: formatDay(Temporal.PlainDate.from(cadre.ends_on)) }, 'startsOn');
  if (Temporal.PlainDate.compare(startsOn, ctx.today()) < 0) throw refuse('adhesions.starts-in-the-past', {}, 'startsOn');
  const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  const body = view.find(bodyId);
  const payer = view.find(cadre.payer_id);
  if (!body || !payer || !isOfTerritory(view, cadre.payer_id, body))
    throw refuse('adhesions.of-another-territory', { name: body?.name ?? 'Cette collectivité' }, 'bodyId');
  await refuseMember(ctx, body, [MUTUALISED], startsOn);
  const openingKey = `join ${id} ${bodyId} ${startsOn}${quoteId ? ` quote ${quoteId}` : ''}`;
  await refuseUnderWay(ctx, body, openingKey);
  const recount = await recountWith(ctx, cadre, { view, body, on: startsOn });
  const agreed = quoteId ? await agreedAmount(ctx, quoteId, cadre.payer_id, body) : null;
  const territoryCents = agreed ?? recount.yearlyCents;
  if (territoryCents === null)
    throw refuse('adhesions.recount-on-quote', { name: body.name, counted: recount.countedAfter, edition: cadre.edition }, 'quoteId');
  const opened = await openDossier(ctx, {
    type: 'adhesions.tripartite',
    title: `${body.name} – accès aux services de ${payer.name}`,
    openingKey,
    facts: {
      quoteId: cadre.quote_id,
      quoteNumber: cadre.quote_number,
      edition: cadre.edition,
      editionLabel: await editionLabel(ctx, { operatorId: ctx.organisation, edition: cadre.edition }),
      payerId: cadre.payer_id,
      beneficiaryId: bodyId,
      siren: body.siren ?? null,
      startsOn,
      joursFrancs: joursFrancsFor(body),
      whyCounted: recount.why,
      counted: recount.countedAfter,
      territoryCents,
      recount: { ...recount, yearlyCents: territoryCents, effectiveOn: startsOn, ...(quoteId && { quoteId }) },
    },
    parties: [
      { partyId: bodyId, role: 'member' },
      { partyId: cadre.payer_id, role: 'payer' },
    ],
  });
  if (cadre.dossier_id) await linkDossiers(ctx, { id: cadre.dossier_id, otherId: opened.id, how: 'tripartite' });
  return { dossierId: opened.id, number: opened.number, isNew: opened.isNew };
}

async function agreedAmount(ctx: Context<Tables>, quoteId: string, payerId: string, body: { id: string; name: string }): Promise<number> {
  const quote = await acceptedQuote(ctx, quoteId);
  if (!quote) throw refuse('adhesions.quote-unknown', {}, 'quoteId');
  if (!quote.isAccepted) throw refuse('adhesions.quote-not-accepted', {}, 'quoteId');
  const isForBoth = quote.payerId === payerId && quote.priced.roster.some(({ id, name }) => id === body.id || name === body.name);
  if (!isForBoth) throw refuse('adhesions.quote-of-another', { name: body.name }, 'quoteId');
  return yearlyCents(quote, payerId);
}

type View = Awaited<ReturnType<typeof operatorOn>>;

/** A member of the EPCI, or a body that depends on one or serves its members alone: a CCAS, a SIRP. */
export function isOfTerritory(view: View, epciId: string, body: { id: string; parentId?: string; serves?: readonly string[] }): boolean {
  const members = new Set([epciId, ...view.roster(epciId).map(({ id }) => id)]);
  if (members.has(body.id) || (body.parentId !== undefined && members.has(body.parentId))) return true;
  return body.serves !== undefined && body.serves.length > 0 && body.serves.every((id) => members.has(id));
}
