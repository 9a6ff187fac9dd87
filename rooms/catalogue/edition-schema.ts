// SPDX-License-Identifier: EUPL-1.2
/**
 * The shape of an edition: one voted state of an operator's catalogue, as immutable data. Every price, quota and rule carries the place
 * where it is printed. Labels keep the printed wording; `says` are sentences of ours. Amounts are integer cents, volumes are Go.
 */
import { z } from 'zod';
import { bodyKinds, cents, citations, citationSchema, day, key, readingId, readings, sentence } from './edition-atoms.ts';
import { brokenReferences } from './price/broken-references.ts';

export { bodyKinds, citationSchema, type BodyKind } from './edition-atoms.ts';

/** Bounds say their own inclusivity: `below` and `above` exclude the value, `upTo` and `atLeast` include it. */
const boundSchema = z.strictObject({
  below: z.number().optional(),
  upTo: z.number().optional(),
  atLeast: z.number().optional(),
  above: z.number().optional(),
});

/** All that is said must hold. `establishments`: every body that is not a commune. `holds`: at least one of these offers, held or asked. */
export const conditionSchema = z.strictObject({
  bodies: z.union([z.enum(['communes', 'establishments']), z.array(z.enum(bodyKinds)).min(1)]).optional(),
  population: boundSchema.optional(),
  agents: boundSchema.optional(),
  budgetCents: boundSchema.optional(),
  affiliated: z.boolean().optional(),
  hosted: z.boolean().optional(),
  /** Covered by an active mutualised adhesion. */
  member: z.boolean().optional(),
  holds: z.array(key).min(1).optional(),
  inputs: z.record(z.string(), boundSchema).optional(),
});

/** Ordered bands: the first stratum of which one condition holds is the body's. */
const schemeSchema = z.strictObject({
  key,
  label: sentence,
  purpose: z.enum(['content', 'price', 'offer']),
  strata: z
    .array(
      z.strictObject({
        key,
        label: z.string().min(1),
        when: z.array(conditionSchema).min(1),
        citation: citationSchema,
        reading: readingId.optional(),
      }),
    )
    .min(1),
  /** Values that the printed bounds leave in no column; equality goes where `strata` puts it, and the quote says so. */
  holes: z
    .array(
      z.strictObject({
        /** `inputs.agents` is an input of the request, `agents` a fact of the body. */
        fact: z.string(),
        value: z.number(),
        bodies: z.literal('communes').optional(),
        reading: readingId,
        says: sentence,
      }),
    )
    .default([]),
  /** Why a body that no stratum takes is priced sur devis. */
  unmatched: z.strictObject({ says: sentence, reading: readingId }).optional(),
  readings,
});

/** A price per stratum; a stratum that the document leaves empty has `cents: null` and becomes sur devis. */
const pricePerStratum = z.strictObject({ stratum: key, cents: cents.nullable(), citation: citationSchema });

const tierSchema = z.strictObject({
  /** Bounds of the base amount in cents. */
  base: boundSchema,
  /** Hundredths of a percent: 800 is 8 %. */
  rateBps: z.int().min(0).max(10_000),
  citation: citationSchema,
});

const gridAxis = z.array(z.strictObject({ upTo: z.number().min(0), label: z.string().min(1), citation: citationSchema })).min(1);

/** How an operator revises a grid: unit price times a coefficient, rounded to the euro. The printed cells remain the law. */
const generatorSchema = z.strictObject({
  unitCents: z.int().min(1),
  /** Tenths: 22 is 2,2. A list goes by row index + column index; a table goes by row, then column. */
  coefficientTenths: z.union([z.array(z.int().min(1)).min(1), z.array(z.array(z.int().min(1))).min(1)]),
  rounding: z.enum(['half-up', 'half-even']),
});

export const priceRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), cents, citations }),
  /** Smallest row and smallest column that contain the values; beyond the last ones, sur devis. */
  z.strictObject({
    kind: z.literal('grid'),
    rows: z.strictObject({ input: z.string(), steps: gridAxis, reading: readingId.optional() }),
    columns: z.strictObject({ input: z.literal('counted'), steps: gridAxis, reading: readingId.optional() }),
    document: z.string(),
    /** One entry a row: the printed line, the figures as printed, their cents. */
    cells: z.array(z.strictObject({ line: z.int(), figures: z.array(z.string()), cents: z.array(cents) })),
    generator: generatorSchema.optional(),
    readings,
  }),
  /** Smallest step that contains the input; beyond the last, sur devis. */
  z.strictObject({
    kind: z.literal('steps'),
    input: z.string(),
    steps: z.array(z.strictObject({ upTo: z.number(), label: z.string(), cents, citation: citationSchema })).min(1),
    readings,
  }),
  /** `column`: the printed heading under which the prices stand, when a table has several. */
  z.strictObject({
    kind: z.literal('per-stratum'),
    scheme: key,
    column: z.string().min(1).optional(),
    prices: z.array(pricePerStratum).min(1),
    readings,
  }),
  /** `whole`: the tier's rate on the entire base. `marginal`: each slice at its own rate. */
  z.strictObject({
    kind: z.literal('percentage'),
    mode: z.enum(['whole', 'marginal']),
    input: z.string(),
    tiers: z.array(tierSchema).min(1),
    readings,
  }),
  /** `cents` for each `per` inhabitants, rounded half-up to the cent. */
  z.strictObject({ kind: z.literal('per-inhabitant'), cents, per: z.int().min(1), citations }),
  z.strictObject({ kind: z.literal('on-quote'), because: sentence, citations, readings }),
]);

/**
 * How many units a charge bills: a constant, an input or a product of inputs; less what is included (a number, a quota, what is already held);
 * then per started block.
 */
const quantitySchema = z.strictObject({
  constant: z.number().min(0).optional(),
  inputs: z.array(z.string()).optional(),
  less: z.number().min(0).optional(),
  lessQuota: key.optional(),
  /** Key of what the body already holds (`holds` in the request), such as `certificates`; offers that bring it count too. */
  lessHeld: z.strictObject({ what: z.string(), offers: z.array(key).default([]) }).optional(),
  /** `unit`: the price stays that of one unit, the quantity is rounded up to whole blocks. `block`: the price is that of one block. */
  block: z.strictObject({ size: z.number().positive(), priced: z.enum(['unit', 'block']), reading: readingId }).optional(),
});

export const chargeSchema = z.strictObject({
  key,
  /** As printed. */
  label: z.string().min(1),
  unit: z.string().min(1),
  /** First year in which it is due, then every so many years; `null`: once. Three-year terms say 3. */
  due: z.strictObject({
    firstYear: z.int().min(1),
    everyYears: z.int().min(1).nullable(),
    citation: citationSchema.optional(),
    reading: readingId.optional(),
  }),
  quantity: quantitySchema.default({ constant: 1 }),
  price: priceRuleSchema,
  /** Choices of the request with which this charge is due. */
  onlyIf: z.record(z.string(), z.string()).optional(),
  readings,
});

const inputSchema = z.strictObject({
  key: z.string().regex(/^[a-z][a-zA-Z]*$/),
  label: sentence,
  kind: z.enum(['quantity', 'volume', 'amount', 'choice', 'text']),
  /** For a text: the quantity it becomes (`sms-segments`). */
  becomes: z.enum(['sms-segments']).optional(),
  unit: z.string().optional(),
  indivisible: z.boolean().default(true),
  least: z.number().default(0),
  most: z.number().default(1_000_000),
  options: z.array(z.strictObject({ key, label: sentence })).optional(),
  /** Used when the request is silent; without it the input is required. */
  fallback: z.union([z.number(), z.string()]).optional(),
});

/** Conditions under which an offer is priced, first match; the last one usually has no `when`. */
const variantSchema = z.strictObject({
  when: z.array(conditionSchema).optional(),
  regime: key,
  /** `epci`: the EPCI of the territory pays for its bodies. `orderer`: the body that orders. */
  payer: z.enum(['epci', 'orderer']).default('orderer'),
  payerCitation: citationSchema.optional(),
  payerReading: readingId.optional(),
  /** At no charge, because something that the body holds contains it. */
  included: z.strictObject({ says: sentence, citation: citationSchema, reading: readingId.optional() }).optional(),
  /** The price stands but the operator must confirm that it applies. */
  toConfirm: z.strictObject({ says: sentence, reading: readingId, citation: citationSchema }).optional(),
  charges: z.array(chargeSchema).default([]),
});

/** What is asked for each unit beyond what is included: a charge of another offer, of which one unit of ours is `units`. */
const beyondSchema = z.strictObject({ offer: key, charge: key, units: z.number().positive().default(1), reading: readingId.optional() });

/** What bounds an included service; the rights room enforces it. */
const limitSchema = z.strictObject({
  most: z.number().min(0),
  unit: z.string(),
  per: z.enum(['first-commissioning', 'year', 'three-years', 'session', 'body', 'valid-at-once']),
  onRequest: z.boolean().default(false),
  beyond: beyondSchema.optional(),
  says: sentence,
  citation: citationSchema,
  readings,
});

const contentSchema = z.strictObject({
  service: key,
  terms: z.enum(['included', 'quota', 'option', 'not-included']),
  /** As printed in the cell. */
  printed: z.string(),
  quota: key.optional(),
  limits: z.array(limitSchema).default([]),
  citations,
  readings,
});

export const offerSchema = z.strictObject({
  key,
  label: sentence,
  kind: z.enum(['adhesion', 'complement', 'package', 'option', 'service']),
  services: z.array(key).default([]),
  inputs: z.array(inputSchema).default([]),
  /** Ceilings that depend on the stratum; beyond, sur devis. */
  ceilings: z
    .array(
      z.strictObject({
        input: z.string(),
        scheme: key,
        most: z.array(z.strictObject({ stratum: key, value: z.number(), citation: citationSchema })),
        beyond: z.strictObject({ says: sentence, reading: readingId }),
      }),
    )
    .default([]),
  variants: z.array(variantSchema).min(1),
  content: z.array(contentSchema).default([]),
  note: sentence.optional(),
  citations,
  readings,
});

const quotaSchema = z.strictObject({
  key,
  label: sentence,
  unit: z.string(),
  service: key,
  /** Offers through which a body enjoys it; the largest counts, they do not add up. */
  through: z.array(key).min(1),
  per: z.enum(['at-once', 'year']).default('at-once'),
  beyond: beyondSchema.optional(),
  amount: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('flat'), value: z.number().min(0), citation: citationSchema }),
    z.strictObject({
      kind: z.literal('per-stratum'),
      scheme: key,
      values: z.array(z.strictObject({ stratum: key, value: z.number().min(0), citation: citationSchema })).min(1),
    }),
  ]),
  readings,
});

const countingSchema = z.strictObject({
  says: sentence,
  /** Bodies that do not count, first match; every other body of the roster counts. The EPCI itself never does. */
  leavesOut: z.array(z.strictObject({ when: conditionSchema, says: sentence, citation: citationSchema })),
  citations,
  readings,
});

const taxRegimeSchema = z.strictObject({
  key,
  label: sentence,
  /** `to-qualify`: the documents do not say; no VAT is added and the quote says so. */
  treatment: z.enum(['exempt', 'taxed', 'to-qualify']),
  vatBps: z.int().min(0).default(0),
  mention: sentence,
  citations: z.array(citationSchema),
  readings,
});

const subsidySchema = z.strictObject({
  key,
  label: sentence,
  offers: z.array(key).min(1),
  rateBps: z.int().min(1).max(10_000),
  cap: z.strictObject({ cents, when: conditionSchema, citation: citationSchema }).optional(),
  says: sentence,
  citations,
  readings,
});

/** À la carte baskets to set beside an adhesion: each body alone buys these offers outside mutualisation. */
const comparisonSchema = z.strictObject({
  adhesion: key,
  basket: z.array(z.strictObject({ offer: key, inputs: z.record(z.string(), z.union([z.number(), z.string()])).default({}), says: sentence })).min(1),
  says: sentence,
});

const boundaryDay = z.strictObject({ day: day.nullable(), basis: z.enum(['printed', 'attested', 'recorded', 'not-communicated']), says: sentence });

const actSchema = z.discriminatedUnion('known', [
  z.strictObject({ known: z.literal(false), says: z.literal('non communiqué') }),
  z.strictObject({
    known: z.literal(true),
    assembly: sentence,
    number: z.string(),
    votedOn: day,
    identifier: z.string().optional(),
    citation: citationSchema.optional(),
  }),
]);

/** The edition without its cross checks; `editionSchema` is what a file must satisfy. */
export const editionShape = z.strictObject({
  format: z.literal(1),
  operator: z.strictObject({ key, label: sentence }),
  key,
  label: sentence,
  status: z.enum(['draft', 'voted', 'in-force', 'archived']),
  validity: z.strictObject({ from: boundaryDay, to: boundaryDay }),
  /** The operator's own act that voted the edition. */
  act: actSchema,
  /** Acts of others that quote it: never the vote itself. */
  relatedActs: z
    .array(
      z.strictObject({ says: sentence, number: z.string(), assembly: sentence, day, identifier: z.string().optional(), citation: citationSchema }),
    )
    .default([]),
  documents: z.array(z.strictObject({ key: z.string().regex(/^[A-Z]\d+$/), label: sentence, date: day.nullable() })).min(1),
  headings: z.array(z.strictObject({ key, label: z.string(), parent: key.optional(), citation: citationSchema })),
  services: z.array(
    z.strictObject({
      key,
      /** As printed. */
      label: z.string().min(2),
      heading: key,
      /** INC in the adhesion or a package · CPL paid complement inside mutualisation · HM outside mutualisation · GC group purchasing. */
      status: z.enum(['INC', 'CPL', 'HM', 'GC']),
      note: sentence.optional(),
      limits: z.array(limitSchema).default([]),
      citations,
      readings,
    }),
  ),
  schemes: z.array(schemeSchema).default([]),
  counting: countingSchema.optional(),
  taxRegimes: z.array(taxRegimeSchema).min(1),
  quotas: z.array(quotaSchema).default([]),
  offers: z.array(offerSchema).min(1),
  subsidies: z.array(subsidySchema).default([]),
  comparison: comparisonSchema.optional(),
  /** Operator settings that the documents leave open, with the value this edition uses. */
  settings: z.array(
    z.strictObject({
      key,
      label: sentence,
      value: z.union([z.number(), z.string(), z.boolean()]),
      unit: z.string().optional(),
      reading: readingId.optional(),
    }),
  ),
  /** Rules of the documents that no price carries: delays, convocations, conditions. */
  clauses: z.array(z.strictObject({ key, says: sentence, citations, readings })).default([]),
  /** What each reading used above decides, in French. */
  readings: z.array(z.strictObject({ id: readingId, question: sentence, decision: sentence })),
});

export const editionSchema = editionShape.superRefine((edition, context) => {
  for (const fault of brokenReferences(edition)) context.addIssue({ code: 'custom', message: fault });
});

export type Edition = z.output<typeof editionShape>;
export type Offer = Edition['offers'][number];
export type Variant = Offer['variants'][number];
export type Charge = Variant['charges'][number];
export type PriceRule = Charge['price'];
export type Scheme = Edition['schemes'][number];
export type Quota = Edition['quotas'][number];
export type Condition = z.output<typeof conditionSchema>;
export type Bound = z.output<typeof boundSchema>;
export type Citation = z.output<typeof citationSchema>;
