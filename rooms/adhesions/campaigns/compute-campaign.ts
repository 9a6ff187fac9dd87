// SPDX-License-Identifier: EUPL-1.2
import { setImmediate as breathe } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { Refusal } from '#platform/http/contract.ts';
import { compileEdition, editionNamed, type CompiledEdition } from '#rooms/catalogue/api.ts';
import { operatorOn } from '#rooms/organisations/api.ts';
import { calculate } from '#rooms/quotes/api.ts';
import { refuse } from '../contract/campaigns.ts';
import { membersByPayer } from '../successions/members-by-payer.ts';
import { nextRequest } from '../successions/next-request.ts';
import type { Terms } from '../successions/terms.ts';
import { wholeTermsOf } from '../successions/whole-terms.ts';
import type { Tables } from '../tables.ts';
import { compareTerms, yearlyOf } from './compare-terms.ts';
import type { Explanation } from './said.ts';

export type Question = {
  from: string;
  to: string;
  /** First day of the new edition. */
  on: string;
  kinds: readonly ('cadre' | 'package')[];
  /** Null: everybody. */
  payerIds: readonly string[] | null;
};

export type ComputedLine = {
  conventionId: string;
  payerId: string;
  payerName: string;
  number: string;
  kind: string;
  /** Yearly, all taxes included. */
  beforeCents: number;
  /** Null: sur devis, or nothing can be said. */
  afterCents: number | null;
  verdict: Tables['adhesions.campaign_line']['verdict'];
  explanation: Explanation;
  /** What it would be under the new edition; null where it cannot be priced. */
  terms: Terms | null;
};

// Long enough to work, short enough that other requests do not feel it.
const SLICE_MS = 12;

/** What each convention under an edition would become under another: five queries whatever their number, then memory alone. By payer. */
export async function computeCampaign(ctx: Context<Tables>, question: Question): Promise<ComputedLine[]> {
  if (question.kinds.length === 0 || question.payerIds?.length === 0) return [];
  const editions = { from: await compiled(ctx, question.from, 'from'), to: await compiled(ctx, question.to, 'to') };
  const conventions = await conventionsUnder(ctx, question);
  const terms = await wholeTermsOf(ctx, conventions, Temporal.PlainDate.from(question.on).subtract({ days: 1 }).toString());
  const members = await membersByPayer(ctx, question.on);
  const register = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  const lines: ComputedLine[] = [];
  let since = performance.now();
  for (const convention of conventions) {
    const request = (known: Terms) =>
      nextRequest(known, { payerId: convention.payer_id, memberIds: members.get(convention.payer_id) ?? [], edition: question.to, register });
    lines.push(await computeLine(ctx, convention, { known: terms.get(convention.id), request, editions, on: question.on }));
    if (performance.now() - since < SLICE_MS) continue;
    await breathe();
    since = performance.now();
  }
  return lines;
}

type Convention = Awaited<ReturnType<typeof conventionsUnder>>[number];
type Around = {
  known: Terms | undefined;
  request: (known: Terms) => Record<string, unknown>;
  editions: { from: CompiledEdition; to: CompiledEdition };
  on: string;
};

async function computeLine(ctx: Context<Tables>, convention: Convention, { known, request, editions, on }: Around): Promise<ComputedLine> {
  const { id, payer_id: payerId, payer, number, kind, begins_on } = convention;
  const line = { conventionId: id, payerId, payerName: payer, number, kind };
  const told = known ? yearlyOf(known.priced, payerId) : null;
  // What was taken over costs what its signed document says; a territory counted again, what it was counted to.
  const isTold = convention.quote_id !== null && convention.owed === convention.yearly_cents;
  const beforeCents = (isTold ? (told ?? convention.owed) : (convention.owed ?? told)) ?? 0;
  const unpriced = (verdict: ComputedLine['verdict'], note: string): ComputedLine => ({
    ...line,
    beforeCents,
    afterCents: null,
    verdict,
    explanation: { lines: [], rights: { gained: [], lost: [], changed: [] }, notes: [note] },
    terms: null,
  });
  if (begins_on >= on) return unpriced('not-that-day', 'Cette convention ne commence pas avant le jour de la campagne.');
  if (!known) return unpriced('impossible', 'Ni devis ni conditions ne disent ce que cette convention apporte : établissez un devis.');
  try {
    const next = await calculate(ctx, request(known));
    const afterCents = yearlyOf(next.priced, payerId);
    const explanation = compareTerms(payerId, { priced: known.priced, edition: editions.from }, { priced: next.priced, edition: editions.to });
    const terms = { request: next.request, priced: next.priced };
    return { ...line, beforeCents, afterCents, verdict: afterCents === null ? 'on-quote' : 'priced', explanation, terms };
  } catch (error) {
    // What the new edition cannot price says why; anything else is a bug.
    if (!(error instanceof Refusal)) throw error;
    return unpriced('impossible', error.message);
  }
}

async function compiled(ctx: Context<Tables>, key: string, field: string): Promise<CompiledEdition> {
  const record = await editionNamed(ctx, ctx.organisation, key);
  if (!record) throw refuse('adhesions.campaign-unknown-edition', { edition: key }, field);
  return compileEdition(record.edition);
}

/** Cadres and packages under the edition that stand on the day or after; tripartites follow their cadre. */
function conventionsUnder(ctx: Context<Tables>, { from, on, kinds, payerIds }: Question) {
  return ctx.tx
    .selectFrom('adhesions.convention as c')
    .innerJoin('organisations.body as p', 'p.id', 'c.payer_id')
    .select([
      'c.id',
      'c.number',
      'c.kind',
      'c.payer_id',
      'c.beneficiary_id',
      'c.edition',
      'c.cadre_id',
      'c.quote_id',
      'c.yearly_cents',
      'c.begins_on',
      'c.ends_on',
      'p.name as payer',
    ])
    .select(sql<number | null>`adhesions.owed_on(c, ${on}::date - 1)`.as('owed'))
    .where('c.organisation_id', '=', ctx.organisation)
    .where('c.edition', '=', from)
    .where('c.kind', 'in', [...kinds])
    .where((where) => where.or([where('c.ends_on', 'is', null), where('c.ends_on', '>=', on)]))
    .$if(payerIds !== null, (query) => query.where('c.payer_id', 'in', [...(payerIds ?? [])]))
    .orderBy('p.name')
    .orderBy('c.number')
    .execute();
}
