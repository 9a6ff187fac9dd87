// SPDX-License-Identifier: EUPL-1.2
/**
 * The public request for a price. Strict: an unknown field is refused. Bounds that deserve their own sentence (negative, too many, indivisible) are
 * left to the engine, which knows the edition; the schema only gives the shape.
 */
import { z } from 'zod';
import { bodyKinds, populationFigures } from '#rooms/catalogue/api.ts';
import { refuse } from './refusals.ts';

/** A request lists at most this many bodies beside the territory's own, and this many items. The largest EPCI has 158 communes. */
export const mostBodies = 500;
export const mostItems = 200;

const name = z.string().trim().min(1).max(200);
const holds = z.strictObject({
  /** Offers that the body already has under this edition, such as its adhesion or its package. */
  offers: z.array(z.string().max(80)).max(50).default([]),
  /** Electronic certificates that it already holds. */
  certificates: z.int().min(0).max(100_000).optional(),
});
const ownFacts = {
  agents: z.number().min(0).max(1_000_000).optional(),
  budgetCents: z.int().min(0).optional(),
  affiliated: z.boolean().optional(),
  hosted: z.boolean().optional(),
  holds: holds.optional(),
};

/** A body of the register, by its SIREN or its INSEE code. Its population is the register's. */
const registeredBody = z.union([
  z.strictObject({ siren: z.string().regex(/^\d{9}$/, 'neuf chiffres'), ...ownFacts }),
  z.strictObject({ insee: z.string().regex(/^\d[\dAB]\d{3}$/, 'code INSEE de cinq signes'), ...ownFacts }),
]);

/** A body that the register lacks (CCAS, SIRP, budget annexe…), described by the asker. `id` names it inside the request. */
const describedBody = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/, 'minuscules, chiffres et tirets'),
  kind: z.enum(bodyKinds),
  name,
  population: z.int().min(0).max(100_000_000).optional(),
  /** SIREN, INSEE codes or ids of the bodies whose territory it serves; their populations are added up. */
  serves: z.array(z.string().max(60)).max(500).optional(),
  ...ownFacts,
});
export const requestedBody = z.union([registeredBody, describedBody]);

const item = z.strictObject({
  offer: z.string().max(80),
  /** The quote's body unless said: a SIREN, INSEE code or id, or `roster` for every body retained with the EPCI. */
  for: z.string().max(60).optional(),
  /** Quantities, choices and texts that the offer declares. */
  inputs: z.record(z.string().max(40), z.union([z.number(), z.string().max(2000)])).default({}),
  /** The body that orders pays, unless a convention makes the EPCI pay. */
  payer: z.literal('epci').optional(),
});

export const quoteRequestSchema = z.strictObject({
  operator: z.string().max(80),
  edition: z.string().max(80).optional(),
  on: z.iso.date('jour de la forme 2026-03-31').optional(),
  /** The EPCI whose territory is priced, or the body that asks for itself. */
  for: requestedBody,
  /** The whole territory of the EPCI counts by default; these do not join: SIREN or INSEE codes. */
  leaveOut: z.array(z.string().max(60)).default([]),
  /** Bodies to add, or more facts on bodies of the territory. */
  bodies: z.array(requestedBody).default([]),
  /** Total volume of data of the EPCI and of its bodies. */
  volume: z.strictObject({ value: z.number(), unit: z.enum(['Go', 'To']) }).optional(),
  items: z.array(item).min(1, 'au moins une prestation'),
  years: z.int().min(1).max(10).default(3),
  /** Population figure to use instead of the operator's own. */
  populationFigure: z.enum(populationFigures).optional(),
});

export type QuoteRequest = z.output<typeof quoteRequestSchema>;
export type RequestedBody = z.output<typeof requestedBody>;

/** Checks a request that comes from outside any HTTP route. Refuses with the field and the fault. */
export function readQuoteRequest(input: unknown): QuoteRequest {
  const parsed = quoteRequestSchema.safeParse(input);
  if (!parsed.success) {
    const fault = faultOf(parsed.error.issues[0]);
    throw refuse('quote.malformed-request', { ...fault, field: fault.field || 'demande entière' }, fault.field);
  }
  return checkRequest(parsed.data);
}

/** What the shape cannot say: one of edition and day, and not too much at once. Refuses, else gives the request back. */
export function checkRequest(request: QuoteRequest): QuoteRequest {
  if ((request.edition === undefined) === (request.on === undefined)) throw refuse('quote.edition-or-day', {}, 'edition');
  const bodies = request.bodies.length + request.leaveOut.length;
  if (bodies > mostBodies) throw refuse('quote.too-many-bodies', { given: bodies, most: mostBodies }, 'bodies');
  if (request.items.length > mostItems) throw refuse('quote.too-many-items', { given: request.items.length, most: mostItems }, 'items');
  return request;
}

function faultOf(issue: z.core.$ZodIssue | undefined): { field: string; fault: string } {
  if (!issue) return { field: '', fault: 'illisible' };
  const field = issue.path.join('.');
  if (issue.code === 'invalid_union') return deepest(issue, field);
  if (issue.code === 'unrecognized_keys') return { field: [field, ...issue.keys].filter(Boolean).join('.'), fault: 'champ inconnu' };
  return { field, fault: frenchFaults[issue.code]?.(issue) ?? issue.message };
}

/** Of the shapes that a value might have had, the one that it misses by the least. */
function deepest(issue: z.core.$ZodIssueInvalidUnion, field: string): { field: string; fault: string } {
  const nearest = issue.errors.toSorted((a, b) => a.length - b.length)[0]?.[0];
  if (!nearest) return { field, fault: 'forme inconnue' };
  const inner = faultOf(nearest);
  return { field: [field, inner.field].filter(Boolean).join('.'), fault: inner.fault };
}

// Each fault is a sentence of ours: the library speaks English.
const frenchFaults: Partial<Record<string, (issue: z.core.$ZodIssue) => string>> = {
  invalid_type: (issue) => (issue.input === undefined ? 'champ absent ou de mauvaise nature' : 'valeur de mauvaise nature'),
  too_small: () => 'valeur trop petite ou liste vide',
  too_big: () => 'valeur trop grande ou trop longue',
  invalid_value: (issue) => ('values' in issue ? `une valeur parmi ${issue.values.join(', ')}` : 'valeur inconnue'),
  invalid_key: () => 'nom de donnée trop long',
};
