// SPDX-License-Identifier: EUPL-1.2
import type { Bound, Charge, Citation, Condition, Edition, Offer, Quota, Scheme, Variant } from '../edition-schema.ts';
import type { Flag, Step, TaxTreatment } from './priced-line.ts';
import { count, euros } from './french-figures.ts';
import type { IncludedService } from './offer-content.ts';

export type Regime = {
  readonly key: string;
  readonly treatment: TaxTreatment;
  readonly vatBps: number;
  readonly step: Step;
  readonly readings: readonly string[];
};

/** All bounds present, so that every condition has one shape and a test is four comparisons. */
export type CompiledBound = { readonly below: number; readonly upTo: number; readonly atLeast: number; readonly above: number };

export type CompiledCondition = {
  readonly source: Condition;
  readonly communes: boolean | null;
  readonly kinds: ReadonlySet<string> | null;
  readonly population: CompiledBound | null;
  readonly agents: CompiledBound | null;
  readonly budgetCents: CompiledBound | null;
  readonly affiliated: boolean | null;
  readonly hosted: boolean | null;
  readonly member: boolean | null;
  readonly holds: readonly string[] | null;
  readonly inputs: readonly (readonly [string, CompiledBound])[] | null;
};

export type CompiledStratum = {
  readonly key: string;
  readonly index: number;
  readonly conditions: readonly CompiledCondition[];
  readonly step: Step;
};
export type CompiledScheme = {
  readonly source: Scheme;
  readonly strata: readonly CompiledStratum[];
  readonly testsAffiliation: boolean;
  readonly testsInputs: boolean;
};

export type CompiledCharge = {
  readonly source: Charge;
  /** Steps that no body changes: when it is due, under which tax regime. */
  readonly closing: readonly Step[];
  readonly readings: readonly string[];
  /** By stratum index: the printed price and the step that says it; null where the document prints none. */
  readonly perStratum: readonly ({ readonly cents: number; readonly step: Step } | null)[] | null;
  readonly onlyIf: readonly (readonly [string, string])[];
};
export type CompiledVariant = {
  readonly source: Variant;
  readonly when: readonly CompiledCondition[] | null;
  readonly regime: Regime;
  readonly charges: readonly CompiledCharge[];
  readonly readings: readonly string[];
  readonly flags: readonly Flag[];
};
export type CompiledOffer = {
  readonly source: Offer;
  readonly variants: readonly CompiledVariant[];
  /** Quotas that it opens, and the content schemes on which they depend. */
  readonly quotas: readonly Quota[];
  readonly contentSchemes: readonly CompiledScheme[];
  /** What it brings, by combination of content strata; filled as it is asked. */
  readonly contents: Map<number, readonly IncludedService[]>;
};

export type CompiledEdition = {
  readonly source: Edition;
  readonly offers: ReadonlyMap<string, CompiledOffer>;
  readonly schemes: ReadonlyMap<string, CompiledScheme>;
  readonly quotas: ReadonlyMap<string, Quota>;
  /** Conditions of the counting rule, in order. */
  readonly leavesOut: readonly { readonly condition: CompiledCondition; readonly says: string; readonly citation: Citation }[];
};

const compiled = new WeakMap<Edition, CompiledEdition>();

/** Turns an edition into lookup structures, once: sentences and citations that no body changes are built here and shared. */
export function compileEdition(edition: Edition): CompiledEdition {
  const known = compiled.get(edition);
  if (known) return known;
  const regimes = new Map(edition.taxRegimes.map((regime) => [regime.key, compileRegime(regime)]));
  const schemes = new Map(edition.schemes.map((scheme) => [scheme.key, compileScheme(scheme)]));
  const result: CompiledEdition = {
    source: edition,
    schemes,
    offers: new Map(edition.offers.map((offer) => [offer.key, compileOffer(edition, offer, regimes, schemes)])),
    quotas: new Map(edition.quotas.map((quota) => [quota.key, quota])),
    leavesOut: (edition.counting?.leavesOut ?? []).map((rule) => ({
      condition: compileCondition(rule.when),
      says: rule.says,
      citation: rule.citation,
    })),
  };
  compiled.set(edition, result);
  return result;
}

function compileRegime(regime: Edition['taxRegimes'][number]): Regime {
  return {
    key: regime.key,
    treatment: regime.treatment,
    vatBps: regime.vatBps,
    readings: regime.readings,
    step: step(regime.mention, regime.citations[0], regime.readings[0]),
  };
}

function compileScheme(scheme: Scheme): CompiledScheme {
  const strata = scheme.strata.map((stratum, index) => ({
    key: stratum.key,
    index,
    conditions: stratum.when.map(compileCondition),
    step: step(
      `${scheme.purpose === 'offer' ? 'Colonne' : 'Strate'} «\u00a0${stratum.label}\u00a0», la première qui convient.`,
      stratum.citation,
      stratum.reading,
    ),
  }));
  const conditions = strata.flatMap((stratum) => stratum.conditions);
  return {
    source: scheme,
    strata,
    testsAffiliation: conditions.some((one) => one.affiliated !== null),
    testsInputs: conditions.some((one) => one.inputs !== null),
  };
}

/** Gives a condition one shape whatever it says. */
export function compileCondition(condition: Condition): CompiledCondition {
  const { bodies, inputs } = condition;
  return {
    source: condition,
    communes: bodies === 'communes' ? true : bodies === 'establishments' ? false : null,
    kinds: Array.isArray(bodies) ? new Set(bodies) : null,
    population: compileBound(condition.population),
    agents: compileBound(condition.agents),
    budgetCents: compileBound(condition.budgetCents),
    affiliated: condition.affiliated ?? null,
    hosted: condition.hosted ?? null,
    member: condition.member ?? null,
    holds: condition.holds ?? null,
    inputs: inputs ? Object.entries(inputs).map(([name, bound]) => [name, boundOf(bound)] as const) : null,
  };
}

function compileBound(bound: Bound | undefined): CompiledBound | null {
  return bound ? boundOf(bound) : null;
}

/** A bound whose unsaid sides are infinite. */
export function boundOf(bound: Bound): CompiledBound {
  return { below: bound.below ?? Infinity, upTo: bound.upTo ?? Infinity, atLeast: bound.atLeast ?? -Infinity, above: bound.above ?? -Infinity };
}

function compileOffer(
  edition: Edition,
  offer: Offer,
  regimes: ReadonlyMap<string, Regime>,
  schemes: ReadonlyMap<string, CompiledScheme>,
): CompiledOffer {
  const variants = offer.variants.map((variant) => {
    const regime = regimes.get(variant.regime);
    if (!regime) throw new Error(`offer ${offer.key}: no tax regime ${variant.regime}`);
    const readings = distinct([
      ...offer.readings,
      ...(variant.included?.reading ? [variant.included.reading] : []),
      ...(variant.toConfirm ? [variant.toConfirm.reading] : []),
      ...regime.readings,
    ]);
    const flags = variantFlags(variant, regime);
    return {
      source: variant,
      when: variant.when?.map(compileCondition) ?? null,
      regime,
      readings,
      flags,
      charges: variant.charges.map((charge) => compileCharge(charge, variant, regime, readings, schemes)),
    };
  });
  const quotas = edition.quotas.filter((quota) => quota.through.includes(offer.key));
  const contentSchemes = new Set(quotas.flatMap((quota) => (quota.amount.kind === 'per-stratum' ? (schemes.get(quota.amount.scheme) ?? []) : [])));
  return { source: offer, variants, quotas, contentSchemes: [...contentSchemes], contents: new Map() };
}

function variantFlags(variant: Variant, regime: Regime): readonly Flag[] {
  const flags: Flag[] = [];
  if (variant.toConfirm)
    flags.push({ code: 'to-confirm', says: `Tarif à confirmer par l’opérateur. ${variant.toConfirm.says} [${variant.toConfirm.reading}]` });
  if (regime.treatment === 'to-qualify') flags.push({ code: 'tax-to-qualify', says: regime.step.says });
  return Object.freeze(flags);
}

function compileCharge(
  charge: Charge,
  variant: Variant,
  regime: Regime,
  offerReadings: readonly string[],
  schemes: ReadonlyMap<string, CompiledScheme>,
): CompiledCharge {
  const { price, due } = charge;
  const scheme = price.kind === 'per-stratum' ? schemes.get(price.scheme) : undefined;
  const ofRule = 'readings' in price ? price.readings : [];
  return {
    source: charge,
    closing: [
      step(whenDue(charge), due.citation, due.reading),
      ...(variant.payer === 'epci' ? [step(epciPays, variant.payerCitation, variant.payerReading)] : []),
      regime.step,
    ],
    readings: distinct([...offerReadings, ...charge.readings, ...ofRule, ...(scheme?.source.readings ?? []), ...(due.reading ? [due.reading] : [])]),
    perStratum:
      scheme && price.kind === 'per-stratum'
        ? scheme.strata.map((stratum) =>
            printedPrice(
              price.prices.find((entry) => entry.stratum === stratum.key),
              price.column,
            ),
          )
        : null,
    onlyIf: Object.entries(charge.onlyIf ?? {}),
  };
}

const epciPays = 'Facturé à l’EPCI, pour lui-même et pour ses collectivités.';

function printedPrice(entry: { cents: number | null; citation: Citation } | undefined, column: string | undefined) {
  if (!entry || entry.cents === null) return null;
  return {
    cents: entry.cents,
    step: step(`Prix imprimé${column === undefined ? '' : `, colonne «\u00a0${column}\u00a0»`} : ${euros(entry.cents)}.`, entry.citation),
  };
}

function whenDue({ due }: Charge): string {
  if (due.everyYears === null) return due.firstYear === 1 ? 'Dû une seule fois, la première année.' : `Dû une seule fois, l’année ${due.firstYear}.`;
  if (due.everyYears > 1) return `Dû l’année ${due.firstYear}, puis tous les ${count(due.everyYears)} ans.`;
  return due.firstYear === 1 ? 'Dû chaque année, dès la première.' : `Dû chaque année à partir de l’année ${due.firstYear}.`;
}

/** A shared step: frozen, because thousands of lines point at it. */
export function step(says: string, citation?: Citation, reading?: string): Step {
  return Object.freeze({ says, ...(citation ? { citation } : {}), ...(reading ? { reading } : {}) });
}

function distinct(values: readonly string[]): readonly string[] {
  return Object.freeze([...new Set(values)].sort());
}
