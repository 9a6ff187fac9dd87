// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { editionNamed } from '#rooms/catalogue/api.ts';
import { servingAs } from '#rooms/people/api.ts';
import { acceptedQuote, type AcceptedQuote } from '#rooms/quotes/api.ts';
import { refuse } from '../contract.ts';
import type { Tables } from '../tables.ts';
import type { Subject, SubjectBody, SubjectLine, SubjectYear } from './subject.ts';

/** What a document of a dossier is about, read in the operator's own transaction: the figures are those of the quote, to the cent. */
export async function subjectOf(ctx: Context<Tables>, number: string, facts: Readonly<Record<string, unknown>>): Promise<Subject> {
  const recount = recountOf(facts);
  // Where the grid does not price a territory with one more, its figures are those of the quote that does.
  const quote = await acceptedQuote(ctx, recount?.quoteId ?? String(facts['quoteId'] ?? ''));
  if (!quote) throw refuse('adhesions.quote-unknown');
  const { priced } = quote;
  const payer = await bodyOf(ctx, String(facts['payerId']));
  const beneficiary = facts['beneficiaryId'] === payer.id ? payer : await bodyOf(ctx, String(facts['beneficiaryId']));
  const record = await editionNamed(ctx, ctx.organisation, String(facts['edition']));
  return {
    number,
    operator: await bodyOf(ctx, ctx.organisation),
    payer,
    beneficiary,
    quote: { number: quote.number, digest: quote.evidence?.documentDigest ?? null },
    edition: { label: priced.edition.label, act: actOf(record?.act ?? null), content: record?.edition ?? null },
    years: yearsOf(quote),
    lines: linesOf(quote),
    services: servicesOf(quote),
    members: priced.roster
      .filter(({ id }) => id !== quote.payerId && priced.included.some(({ bodies }) => bodies.includes(id)))
      .map(({ name }) => name),
    volume: volumeOf(quote),
    startsOn: String(facts['startsOn']),
    endsOn: typeof facts['endsOn'] === 'string' ? facts['endsOn'] : null,
    // What a convention says unless its dossier says otherwise.
    noticeMonths: typeof facts['noticeMonths'] === 'number' ? facts['noticeMonths'] : 3,
    recount,
    rider: await riderOf(ctx, facts, record?.edition.offers ?? []),
    facts,
  };
}

function recountOf({ recount }: Subject['facts']): (Subject['recount'] & { quoteId: string | undefined }) | null {
  const read = recountSchema.safeParse(recount);
  if (!read.success) return null;
  const { beforeCents, yearlyCents, countedAfter, effectiveOn, quoteId } = read.data;
  return { beforeCents, yearlyCents, counted: countedAfter, effectiveOn, quoteId };
}

// As `joinTerritory` writes it.
const recountSchema = z.object({
  beforeCents: z.number().nullable(),
  yearlyCents: z.number(),
  countedAfter: z.number(),
  effectiveOn: z.iso.date(),
  quoteId: z.uuid().optional(),
});

async function riderOf(ctx: Context<Tables>, facts: Subject['facts'], offers: readonly { key: string; label: string }[]): Promise<Subject['rider']> {
  const id = facts['riderId'];
  if (typeof id !== 'string') return null;
  const rider = await ctx.tx
    .selectFrom('adhesions.rider as r')
    .innerJoin('adhesions.convention as c', (join) => join.onRef('c.organisation_id', '=', 'r.organisation_id').onRef('c.id', '=', 'r.convention_id'))
    .select(['r.number', 'r.kind', 'r.offers', 'c.number as convention'])
    .where('r.organisation_id', '=', ctx.organisation)
    .where('r.id', '=', id)
    .executeTakeFirstOrThrow();
  return {
    ...rider,
    reason: String(facts['reason'] ?? ''),
    offers: rider.offers.map((key) => offers.find((offer) => offer.key === key)?.label ?? key),
  };
}

function yearsOf({ priced, payerId }: AcceptedQuote): SubjectYear[] {
  const { totals } = priced.payers.find(({ body }) => body === payerId) ?? priced;
  return totals.years.map(({ exemptCents, unqualifiedCents, taxedCents, vat, payableCents }) => ({
    netCents: exemptCents + unqualifiedCents + taxedCents,
    vat: vat.map(({ rateBps, vatCents }) => ({ rateBps, vatCents })),
    payableCents,
  }));
}

function linesOf({ priced, payerId }: AcceptedQuote): SubjectLine[] {
  const names = new Map([priced.body, ...priced.roster].map(({ id, name }) => [id, name]));
  return priced.lines
    .filter(({ payer }) => payer === payerId)
    .map((line) => ({
      label: labelOf(line),
      beneficiary: line.beneficiaries.length === 1 ? (names.get(line.beneficiaries[0] ?? '') ?? '') : `${line.beneficiaries.length} collectivités`,
      treatment: line.treatment,
      yearsCents: line.amountCents === null ? [] : line.yearsCents,
      isToConfirm: line.status === 'to-confirm',
    }));
}

/** The offer and its charge, unless one says the other: « Informaticien mutualisé – 1 journée / mois ». */
function labelOf({ offerLabel, label }: { offerLabel: string; label: string }): string {
  if (offerLabel.startsWith(label)) return offerLabel;
  return label.startsWith(offerLabel) ? label : `${offerLabel} – ${label}`;
}

function servicesOf({ priced }: AcceptedQuote): string[] {
  const labels = priced.included.flatMap(({ services }) =>
    services.filter(({ terms }) => terms === 'included' || terms === 'quota').map(({ label }) => label),
  );
  return [...new Set(labels)];
}

function volumeOf({ request }: AcceptedQuote): string | null {
  return request.volume ? `${String(request.volume.value).replace('.', ',')} ${request.volume.unit}` : null;
}

function actOf(act: { known: boolean; number?: string } | null): string | null {
  return act?.known && act.number ? `acte n° ${act.number}` : null;
}

/** A body with whoever presides over it today, as its own mandates say. */
async function bodyOf(ctx: Context<Tables>, id: string): Promise<SubjectBody> {
  const body = await ctx.tx.selectFrom('organisations.body').select(['id', 'name', 'kind', 'siren']).where('id', '=', id).executeTakeFirstOrThrow();
  const entry = { actor: ctx.actor, organisation: id, readOnly: true, requestId: ctx.requestId };
  const [head] = await inContext(ctx.house, entry, (inside) => servingAs(inside, 'president'));
  return { ...body, representative: head ? [head.name, head.title].filter(Boolean).join(', ') : null };
}
