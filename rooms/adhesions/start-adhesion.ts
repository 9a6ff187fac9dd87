// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { operatorOn, type BodyFacts } from '#rooms/organisations/api.ts';
import { linkDossiers, openDossier, underWayFor, type Facts, type NewDossier } from '#rooms/dossiers/api.ts';
import { acceptedQuote, type AcceptedQuote } from '#rooms/quotes/api.ts';
import { refuse } from './contract.ts';
import { membershipOn } from './memberships.ts';
import type { Tables } from './tables.ts';

export type Asked = { quoteId: string; startsOn: string; endsOn?: string | null | undefined };

/**
 * Opens the dossiers of an accepted quote: one for the assembly that adheres or subscribes, and, for a territory, one for each body whose own
 * assembly decides to join. Asked again, the same dossiers answer. Refuses whoever is a member already at that date.
 */
export async function startAdhesion(ctx: Context<Tables>, asked: Asked) {
  const { main, linked: each } = await planAdhesion(ctx, asked);
  const { isNew, id: dossierId, number } = await openDossier(ctx, main.opens);
  const linked: { dossierId: string; number: string; body: string }[] = [];
  for (const { body, opens } of each) {
    const opened = await openDossier(ctx, { ...opens, facts: { ...opens.facts, cadreDossierId: dossierId } });
    await linkDossiers(ctx, { id: dossierId, otherId: opened.id, how: 'tripartite' });
    linked.push({ dossierId: opened.id, number: opened.number, body });
  }
  return { dossierId, number, isNew, linked };
}

type Planned = { body: string; joursFrancs: number; opens: NewDossier & { facts: Facts } };
export type AdhesionPlan = { quote: AcceptedQuote; main: Planned; linked: readonly Planned[] };

/** Which dossiers an accepted quote would open, for whom; nothing is written. Refuses what `startAdhesion` refuses. */
export async function planAdhesion(ctx: Context<Tables>, { quoteId, startsOn, endsOn }: Asked): Promise<AdhesionPlan> {
  const quote = await acceptedQuote(ctx, quoteId);
  if (!quote) throw refuse('adhesions.quote-unknown', {}, 'quoteId');
  if (!quote.isAccepted) throw refuse('adhesions.quote-not-accepted', {}, 'quoteId');
  if (Temporal.PlainDate.compare(startsOn, ctx.today()) < 0) throw refuse('adhesions.starts-in-the-past', {}, 'startsOn');
  if (endsOn && Temporal.PlainDate.compare(endsOn, startsOn) < 0) throw refuse('adhesions.ends-before-it-starts', {}, 'endsOn');
  const scopes = scopesOf(quote);
  if (scopes.length === 0) throw refuse('adhesions.quote-without-adhesion', {}, 'quoteId');
  const isTerritory = scopes.includes(MUTUALISED);
  const members = isTerritory ? membersOf(quote) : [];
  const registered = await Promise.all(members.map(async (member) => ({ ...member, known: await registeredBody(ctx, member) })));
  for (const { id, name } of [{ id: quote.payerId, name: quote.payerName }, ...registered]) await refuseMember(ctx, { id, name }, scopes, startsOn);
  if (isTerritory)
    for (const { id, name } of [{ id: quote.payerId, name: quote.payerName }, ...registered])
      await refuseUnderWay(ctx, { id, name }, id === quote.payerId ? `quote ${quoteId}` : `quote ${quoteId} ${id}`);
  const shared = {
    quoteId,
    quoteNumber: quote.number,
    edition: quote.priced.edition.key,
    editionLabel: quote.priced.edition.label,
    startsOn,
    endsOn: endsOn ?? null,
    payerId: quote.payerId,
  };
  const siren = await sirenOf(ctx, quote.payerId);
  return {
    quote,
    main: {
      body: quote.payerName,
      joursFrancs: 5,
      opens: {
        type: isTerritory ? 'adhesions.adhesion' : 'adhesions.package',
        title: quote.title.includes(quote.payerName) ? quote.title : `${quote.title} – ${quote.payerName}`,
        openingKey: `quote ${quoteId}`,
        facts: { ...shared, beneficiaryId: quote.payerId, siren, joursFrancs: 5, yearlyCents: yearlyCents(quote, quote.payerId) },
        parties: [{ partyId: quote.payerId, role: 'member' }],
      },
    },
    linked: registered.map(({ id, name, siren: own, known }) => ({
      body: name,
      joursFrancs: joursFrancsFor(known),
      opens: {
        type: 'adhesions.tripartite',
        title: `${name} – accès aux services de ${quote.payerName}`,
        openingKey: `quote ${quoteId} ${id}`,
        facts: { ...shared, beneficiaryId: id, siren: own, joursFrancs: joursFrancsFor(known) },
        parties: [
          { partyId: id, role: 'member' },
          { partyId: quote.payerId, role: 'payer' },
        ],
      },
    })),
  };
}

/** The one adhesion of a territory; any number of packages. */
export const MUTUALISED = 'mutualised';

/** What the quote makes its bodies members of: the mutualised adhesion, or each package. */
export function scopesOf({ priced }: Pick<AcceptedQuote, 'priced'>): string[] {
  const scopes = priced.included.map(({ offer }) => (priced.counting ? MUTUALISED : offer));
  return [...new Set(scopes)];
}

/** What a body pays in the first year, to the cent. */
export function yearlyCents({ priced }: Pick<AcceptedQuote, 'priced'>, payerId: string): number {
  const payer = priced.payers.find(({ body }) => body === payerId);
  return (payer ?? priced).totals.years[0]?.payableCents ?? 0;
}

function membersOf({ priced }: AcceptedQuote) {
  const covered = new Set(priced.included.flatMap(({ bodies }) => bodies));
  return priced.roster.filter(({ id }) => covered.has(id) && id !== priced.body.id);
}

/** Convocations: 5 jours francs from 3 500 inhabitants on, 3 below (CGCT art. L. 2121-11 and L. 2121-12). An establishment follows the same. */
export function joursFrancsFor({ population }: BodyFacts): number {
  const known = population?.municipale ?? population?.communeFile ?? population?.totale ?? population?.declared;
  return known && known.value < 3_500 ? 3 : 5;
}

async function registeredBody(ctx: Context<Tables>, { id, name }: { id: string; name: string }): Promise<BodyFacts> {
  const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  const known = view.find(id);
  if (!known) throw refuse('adhesions.not-a-registered-body', { name }, 'quoteId');
  return known;
}

async function sirenOf(ctx: Context<Tables>, id: string): Promise<string | null> {
  return (await ctx.tx.selectFrom('organisations.body').select('siren').where('id', '=', id).executeTakeFirst())?.siren ?? null;
}

/** Refuses a body that is a member of the same thing on that day or later. */
export async function refuseMember(
  ctx: Context<Tables>,
  { id, name }: { id: string; name: string },
  scopes: readonly string[],
  on: string,
): Promise<void> {
  const standing = await membershipOn(ctx, id, scopes, on);
  if (standing) throw refuse('adhesions.already-member', { name, number: standing.number }, 'startsOn');
}

/** Refuses a body whose assembly is deciding on an adhesion already; asked again under the same key, the dossier itself answers. */
export async function refuseUnderWay(ctx: Context<Tables>, { id, name }: { id: string; name: string }, openingKey: string): Promise<void> {
  const types = ['adhesions.adhesion', 'adhesions.tripartite'];
  const other = await underWayFor(ctx, { types, partyId: id, role: 'member', besides: openingKey });
  if (other) throw refuse('adhesions.under-way', { name, number: other.number });
}
