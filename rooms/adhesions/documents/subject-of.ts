// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { editionNamed } from '#rooms/catalogue/api.ts';
import { acceptedQuote, type AcceptedQuote } from '#rooms/quotes/api.ts';
import { refuse } from '../contract.ts';
import { yearlyCents } from '../start-adhesion.ts';
import type { Tables } from '../tables.ts';
import type { Subject } from './blocks.ts';

/** What a document of a dossier is about, read in the operator's own transaction: the figures are those of the quote, to the cent. */
export async function subjectOf(ctx: Context<Tables>, facts: Readonly<Record<string, unknown>>): Promise<Subject> {
  const quote = await acceptedQuote(ctx, String(facts['quoteId'] ?? ''));
  if (!quote) throw refuse('adhesions.quote-unknown');
  const [payer, beneficiary, operator] = await Promise.all([
    bodyOf(ctx, String(facts['payerId'])),
    bodyOf(ctx, String(facts['beneficiaryId'])),
    bodyOf(ctx, ctx.organisation),
  ]);
  const record = await editionNamed(ctx, ctx.organisation, String(facts['edition']));
  const { priced } = quote;
  const names = new Map([priced.body, ...priced.roster].map(({ id, name }) => [id, name]));
  return {
    operator,
    payer,
    beneficiary,
    quote: { number: quote.number, digest: quote.evidence?.documentDigest ?? null },
    edition: { label: priced.edition.label, act: actOf(record?.act ?? null) },
    yearlyCents: yearlyCents(quote, quote.payerId),
    lines: priced.lines
      .filter(({ payer: whom }) => whom === quote.payerId)
      .map((line) => ({
        label: line.label,
        beneficiary: line.beneficiaries.length === 1 ? (names.get(line.beneficiaries[0] ?? '') ?? '') : `${line.beneficiaries.length} collectivités`,
        yearCents: line.amountCents === null ? null : (line.yearsCents[0] ?? null),
        regime: regimeOf(line.treatment),
      })),
    services: servicesOf(quote),
    members: priced.roster
      .filter(({ id }) => id !== quote.payerId && priced.included.some(({ bodies }) => bodies.includes(id)))
      .map(({ name }) => name),
    volume: volumeOf(quote),
    startsOn: String(facts['startsOn']),
    endsOn: typeof facts['endsOn'] === 'string' ? facts['endsOn'] : null,
    facts,
  };
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

function regimeOf(treatment: 'exempt' | 'taxed' | 'to-qualify'): string {
  return { exempt: 'Exonéré de TVA (article 261 B du CGI)', taxed: 'Hors taxe, TVA en sus', 'to-qualify': 'Régime de TVA à qualifier' }[treatment];
}

function actOf(act: { known: boolean; number?: string } | null): string | null {
  return act?.known && act.number ? `acte n° ${act.number}` : null;
}

async function bodyOf(ctx: Context<Tables>, id: string): Promise<{ name: string; kind: string }> {
  return ctx.tx.selectFrom('organisations.body').select(['name', 'kind']).where('id', '=', id).executeTakeFirstOrThrow();
}
