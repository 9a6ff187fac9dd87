// SPDX-License-Identifier: EUPL-1.2
import { count, type Offer } from '#rooms/catalogue/api.ts';
import { refuse } from './refusals.ts';
import { smsSegments } from './sms-segments.ts';

type Input = Offer['inputs'][number];
export type ReadInputs = { numbers: Record<string, number>; choices: Record<string, string> };

/** Turns what a request gives into what the offer declares. Refuses what is missing, unknown, negative, divided or beyond measure. */
export function readInputs(offer: Offer, given: Readonly<Record<string, number | string>>, field: string): ReadInputs {
  const read: ReadInputs = { numbers: {}, choices: {} };
  for (const name of Object.keys(given))
    if (!offer.inputs.some((input) => input.key === name))
      throw refuse('quote.unknown-input', { offer: offer.label, input: name }, `${field}.inputs.${name}`);
  for (const input of offer.inputs) {
    const value = given[input.key] ?? input.fallback;
    const where = `${field}.inputs.${input.key}`;
    if (value === undefined) throw refuse('quote.missing-input', { input: input.key, label: input.label, offer: offer.label }, where);
    if (input.kind === 'choice') read.choices[input.key] = readChoice(offer, input, value, where);
    else if (input.kind === 'text') read.numbers[input.key] = readText(offer, input, value, where);
    else read.numbers[input.key] = readNumber(offer, input, value, where);
  }
  return read;
}

function readChoice(offer: Offer, input: Input, value: number | string, where: string): string {
  const options = input.options ?? [];
  const found = options.find((option) => option.key === value);
  if (!found)
    throw refuse(
      'quote.unknown-choice',
      { value, input: input.key, offer: offer.label, options: options.map((option) => option.key).join(', ') },
      where,
    );
  return found.key;
}

function readText(offer: Offer, input: Input, value: number | string, where: string): number {
  if (typeof value !== 'string') throw refuse('quote.not-a-text', { input: input.label, offer: offer.label }, where);
  return smsSegments(value);
}

function readNumber(offer: Offer, input: Input, value: number | string, where: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw refuse('quote.not-a-number', { input: input.label, offer: offer.label }, where);
  return checkNumber(value, input, where);
}

/** Exactness of a quantity: whole when indivisible, else at most three decimals; within its bounds. Returns it without binary dust. */
export function checkNumber(value: number, input: Pick<Input, 'label' | 'indivisible' | 'least' | 'most'>, where: string): number {
  if (value < 0) throw refuse('quote.negative-quantity', { input: input.label, value: count(value) }, where);
  if (value > input.most) throw refuse('quote.too-large', { input: input.label, most: count(input.most) }, where);
  if (input.indivisible && !Number.isInteger(value))
    throw refuse('quote.indivisible', { input: input.label, value: String(value).replace('.', ',') }, where);
  const rounded = Math.round(value * 1000) / 1000;
  if (Math.abs(rounded - value) > 1e-9 * Math.max(1, value))
    throw refuse('quote.too-precise', { input: input.label, value: String(value).replace('.', ',') }, where);
  if (rounded < input.least) throw refuse('quote.too-small', { input: input.label, least: count(input.least) }, where);
  return rounded;
}
