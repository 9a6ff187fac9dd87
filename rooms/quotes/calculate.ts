// SPDX-License-Identifier: EUPL-1.2
import { editionNamed, editionOn, editionsOf, type Edition } from '#rooms/catalogue/api.ts';
import type { Context } from '#platform/context.ts';
import { bodiesOf } from './bodies-of.ts';
import { refuse } from './contract.ts';
import { refuse as refusePrice } from './pricing/refusals.ts';
import { gatherFacts } from './gather-facts.ts';
import { frenchDay } from './french-day.ts';
import type { PricedQuote } from './pricing/priced-quote.ts';
import { priceRequest } from './pricing/price-request.ts';
import { readQuoteRequest } from './pricing/request-schema.ts';
import type { Calculation } from './write-version.ts';

// Stands in for the operator's key until the edition says it: the address already names the operator.
const HERE = '-';

/**
 * Prices a request by the catalogue of the operator in the address. Memory answers: the database is asked nothing between two changes. `registerOn`:
 * the day on which the bodies are read, where it is neither today nor the day of the request: before or after a merger.
 */
export async function calculate<T>(ctx: Context<T>, input: Readonly<Record<string, unknown>>, registerOn?: Temporal.PlainDate): Promise<Calculation> {
  const asked = readQuoteRequest({ operator: HERE, ...input });
  const edition = await editionFor(ctx, asked);
  const day = registerOn ?? (asked.on === undefined ? ctx.today() : Temporal.PlainDate.from(asked.on));
  const bodies = await bodiesOf(ctx, day);
  const { key } = edition.operator;
  if (![HERE, key, bodies.find(ctx.organisation)?.slug].includes(asked.operator))
    throw refuse('quote.other-operator', { address: key, operator: asked.operator }, 'operator');
  const request = { ...asked, operator: key };
  const facts = gatherFacts(request, bodies, bodies.isOutside);
  const priced = priceRequest(edition, request, facts);
  return { edition, request, facts, priced: bodies.isBeforeRegister ? withLaterRegister(priced, day) : priced };
}

/** Says on each line that the register does not go back to the day asked: its first edition stood in. */
function withLaterRegister(priced: PricedQuote, day: Temporal.PlainDate): PricedQuote {
  const says = `Le registre ne remonte pas au ${frenchDay(day.toString())} : communes membres et populations sont celles de sa première édition.`;
  const flag = { code: 'later-register', says };
  return { ...priced, lines: priced.lines.map((line) => ({ ...line, flags: [...line.flags, flag] })) };
}

/** The stateless price: the same calculation, of which nothing is kept. */
export async function priceQuote<T>(ctx: Context<T>, input: Readonly<Record<string, unknown>>) {
  return (await calculate(ctx, input)).priced;
}

/** The edition that a request names, or the one of its day. Refuses when there is none. */
export async function editionFor<T>(
  ctx: Context<T>,
  { edition: key, on }: { edition?: string | undefined; on?: string | undefined },
): Promise<Edition> {
  const record =
    key === undefined ? await editionOn(ctx, ctx.organisation, Temporal.PlainDate.from(on ?? '')) : await editionNamed(ctx, ctx.organisation, key);
  if (record) return record.edition;
  const known = await editionsOf(ctx, ctx.organisation);
  if (known.length === 0) throw refuse('quote.not-an-operator');
  const operator = (await bodiesOf(ctx, ctx.today())).find(ctx.organisation)?.slug ?? ctx.organisation;
  if (key !== undefined) throw refusePrice('quote.unknown-edition', { operator, edition: key }, 'edition');
  throw refusePrice('quote.no-edition-that-day', { operator, day: frenchDay(on ?? '') }, 'on');
}
