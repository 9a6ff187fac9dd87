// SPDX-License-Identifier: EUPL-1.2
import { billedQuantity } from './billed-quantity.ts';
import type { CompiledCharge, CompiledEdition, CompiledOffer, CompiledVariant } from './compile-edition.ts';
import type { Count } from './count-roster.ts';
import { count, euros } from './french-figures.ts';
import { holeFlags, judge, matchStratum, type Inputs, type Subject } from './match-stratum.ts';
import { fixedPrice, gridPrice, percentagePrice, perInhabitantPrice, stepsPrice, type RulePrice } from './price-rules.ts';
import type { Flag, PricedLine, PriceStatus, Step } from './priced-line.ts';
import { shareHalfUp } from './round.ts';

export type Order = {
  readonly offer: CompiledOffer;
  readonly subject: Subject;
  /** Numbers by input, in the input's unit. */
  readonly inputs: Inputs;
  readonly choices: Readonly<Record<string, string>>;
  /** The counted roster, for a price that depends on it. */
  readonly counting: Count | null;
  readonly beneficiaries: readonly string[];
  /** The EPCI of the territory when there is one, else the orderer. */
  readonly epci: string;
  /** A convention makes the EPCI pay what its bodies order. */
  readonly byConvention?: boolean;
  /** Who pays in the orderer's place: the holder of a budget annexe, which has no purse of its own. */
  readonly holder?: string;
  readonly years: number;
};

/**
 * Prices one offer for one body: a line per printed charge, each with its reasoning. When any due charge has no printed price, the whole offer is
 * one line sur devis, because part of a price misleads.
 */
export function priceOffer(edition: CompiledEdition, order: Order): PricedLine[] {
  const found = variantFor(order);
  if ('missing' in found) return [onQuoteLine(order, found.variant, missingStep(order, found.missing), [])];
  const { variant } = found;
  if (variant.source.included) return [includedLine(order, variant, variant.source.included)];
  const excess = beyondCeiling(edition, order);
  if (excess) return [onQuoteLine(order, variant, excess.step, excess.before)];
  const lines: PricedLine[] = [];
  for (const charge of variant.charges) {
    if (!isDue(charge, order)) continue;
    const line = priceCharge(edition, order, variant, charge);
    if (line?.status === 'on-quote') return [line];
    if (line) lines.push(line);
  }
  return lines;
}

function variantFor(order: Order): { variant: CompiledVariant } | { variant: CompiledVariant; missing: string } {
  for (const variant of order.offer.variants) {
    if (variant.when === null) return { variant };
    for (const condition of variant.when) {
      const verdict = judge(condition, order.subject, order.inputs);
      if (verdict === true) return { variant };
      if (verdict !== false) return { variant, missing: verdict };
    }
  }
  const last = order.offer.variants.at(-1);
  if (!last) throw new Error(`offer ${order.offer.source.key} has no variant`);
  return { variant: last, missing: 'variant' };
}

function isDue(charge: CompiledCharge, order: Order): boolean {
  for (const [input, value] of charge.onlyIf) if (order.choices[input] !== value) return false;
  return true;
}

/** A line, or null when nothing of this charge is asked. */
function priceCharge(edition: CompiledEdition, order: Order, variant: CompiledVariant, charge: CompiledCharge): PricedLine | null {
  const quantity = billedQuantity(edition, charge.source, order.subject, order.inputs);
  if (quantity.isUnknown) return onQuoteLine(order, variant, missingStep(order, 'quota'), quantity.steps, charge);
  if (quantity.billedThousandths === 0 && (!quantity.isCovered || quantity.asked === 0)) return null;
  const flags: Flag[] = [...variant.flags];
  const price = rulePrice(edition, order, charge, flags);
  if ('none' in price) return onQuoteLine(order, variant, price.none, [...quantity.steps, ...price.steps], charge);
  const { billedThousandths } = quantity;
  const amountCents = billedThousandths === 1000 ? price.cents : shareHalfUp(price.cents, billedThousandths, 1000);
  const why: Step[] = quantity.steps.length === 0 ? [...price.steps] : [...quantity.steps, ...price.steps];
  if (billedThousandths === 0) why.push({ says: 'Rien à payer : tout est compris ou déjà détenu.' });
  else if (billedThousandths !== 1000 && !price.isWhole)
    why.push({ says: `${count(billedThousandths / 1000)} × ${euros(price.cents)} = ${euros(amountCents)}.` });
  const { toConfirm } = variant.source;
  if (toConfirm) why.push({ says: toConfirm.says, citation: toConfirm.citation, reading: toConfirm.reading });
  for (const one of charge.closing) why.push(one);
  if (order.byConvention && variant.source.payer === 'orderer') why.push(conventionPays);
  return lineOf(order, variant, charge, {
    quantity: billedThousandths / 1000,
    unitCents: price.isWhole ? null : price.cents,
    amountCents,
    status: toConfirm ? 'to-confirm' : 'firm',
    isIncluded: billedThousandths === 0,
    flags,
    why,
  });
}

function rulePrice(edition: CompiledEdition, order: Order, charge: CompiledCharge, flags: Flag[]): RulePrice {
  const { price } = charge.source;
  switch (price.kind) {
    case 'per-stratum':
      return stratumPrice(edition, order, charge, price.scheme, flags);
    case 'fixed':
      return fixedPrice(price);
    case 'grid':
      if (!order.counting) throw new Error('a grid needs a counted roster');
      return gridPrice(price, order.inputs[price.rows.input] ?? 0, order.counting);
    case 'steps':
      return stepsPrice(price, order.inputs[price.input] ?? 0);
    case 'percentage':
      return percentagePrice(price, order.inputs[price.input] ?? 0);
    case 'per-inhabitant':
      return perInhabitantPrice(price, order.subject.population);
    case 'on-quote':
      return {
        none: {
          says: price.because,
          ...(price.citations[0] ? { citation: price.citations[0] } : {}),
          ...(price.readings[0] ? { reading: price.readings[0] } : {}),
        },
        steps: [],
      };
  }
}

function stratumPrice(edition: CompiledEdition, order: Order, charge: CompiledCharge, schemeKey: string, flags: Flag[]): RulePrice {
  const scheme = edition.schemes.get(schemeKey);
  if (!scheme || !charge.perStratum) throw new Error(`no scheme ${schemeKey}`);
  const match = matchStratum(scheme, order.subject, order.inputs);
  if (match.kind === 'missing') return { none: missingStep(order, match.fact), steps: [] };
  if (match.kind === 'unmatched') {
    const why = scheme.source.unmatched;
    return { none: why ?? { says: 'Aucune colonne imprimée ne convient à cette collectivité.' }, steps: [] };
  }
  if (scheme.source.holes.length > 0) flags.push(...holeFlags(scheme, order.subject, order.inputs));
  if (scheme.testsAffiliation && order.subject.body.affiliated === undefined) flags.push(affiliationAssumed);
  const printed = charge.perStratum[match.stratum.index];
  if (!printed) {
    const column = scheme.source.strata[match.stratum.index];
    return {
      none: { says: `Le document n’imprime aucun prix pour «\u00a0${column?.label}\u00a0».`, citation: column?.citation },
      steps: [match.fact, match.stratum.step],
    };
  }
  return { cents: printed.cents, isWhole: false, steps: [match.fact, match.stratum.step, printed.step] };
}

function beyondCeiling(edition: CompiledEdition, order: Order): { step: Step; before: readonly Step[] } | null {
  for (const ceiling of order.offer.source.ceilings) {
    const scheme = edition.schemes.get(ceiling.scheme);
    if (!scheme) continue;
    const match = matchStratum(scheme, order.subject, order.inputs);
    if (match.kind !== 'stratum') continue;
    const most = ceiling.most.find((entry) => entry.stratum === match.stratum.key);
    const value = order.inputs[ceiling.input] ?? 0;
    if (most && value > most.value)
      return {
        step: {
          says: `${count(value)} demandés, ${count(most.value)} au plus. ${ceiling.beyond.says}`,
          citation: most.citation,
          reading: ceiling.beyond.reading,
        },
        before: [match.fact, match.stratum.step],
      };
  }
  return null;
}

function includedLine(order: Order, variant: CompiledVariant, included: NonNullable<CompiledVariant['source']['included']>): PricedLine {
  const why: Step[] = [
    { says: included.says, citation: included.citation, ...(included.reading ? { reading: included.reading } : {}) },
    variant.regime.step,
  ];
  return lineOf(order, variant, null, { quantity: 1, unitCents: null, amountCents: 0, status: 'firm', isIncluded: true, flags: variant.flags, why });
}

function onQuoteLine(
  order: Order,
  variant: CompiledVariant,
  because: Step,
  before: readonly Step[],
  charge: CompiledCharge | null = null,
): PricedLine {
  const flags = [...variant.flags, { code: 'on-quote', says: `Sur devis : ${because.says}` }];
  const line = lineOf(order, variant, charge, {
    quantity: 1,
    unitCents: null,
    amountCents: null,
    status: 'on-quote',
    isIncluded: false,
    flags,
    why: [...before, because],
  });
  return { ...line, label: order.offer.source.label };
}

type Priced = {
  quantity: number;
  unitCents: number | null;
  amountCents: number | null;
  status: PriceStatus;
  isIncluded: boolean;
  flags: readonly Flag[];
  why: readonly Step[];
};

function lineOf(order: Order, variant: CompiledVariant, charge: CompiledCharge | null, priced: Priced): PricedLine {
  const { offer, subject, years } = order;
  const due = charge?.source.due ?? yearly;
  return {
    offer: offer.source.key,
    charge: charge?.source.key ?? 'forfait',
    offerLabel: offer.source.label,
    label: charge?.source.label ?? offer.source.label,
    beneficiaries: order.beneficiaries,
    payer: variant.source.payer === 'epci' || order.byConvention ? order.epci : (order.holder ?? subject.body.id),
    quantity: priced.quantity,
    unit: charge?.source.unit ?? 'prestation',
    unitCents: priced.unitCents,
    amountCents: priced.amountCents,
    due: { firstYear: due.firstYear, everyYears: due.everyYears },
    yearsCents: priced.amountCents === null ? noYears : schedule(priced.amountCents, due, years),
    regime: variant.regime.key,
    treatment: variant.regime.treatment,
    vatBps: variant.regime.vatBps,
    status: priced.status,
    isIncluded: priced.isIncluded,
    flags: priced.flags,
    readings: charge?.readings ?? variant.readings,
    why: priced.why,
  };
}

function schedule(cents: number, due: PricedLine['due'], years: number): number[] {
  const amounts: number[] = [];
  for (let year = 1; year <= years; year += 1) {
    const since = year - due.firstYear;
    amounts.push(since === 0 || (since > 0 && due.everyYears !== null && since % due.everyYears === 0) ? cents : 0);
  }
  return amounts;
}

function missingStep(order: Order, fact: string): Step {
  const { name } = order.subject.body;
  return { says: missingSentences[fact]?.replace('{name}', name) ?? `«\u00a0${fact}\u00a0» n’est pas renseigné pour ${name}.` };
}

const missingSentences: Readonly<Record<string, string>> = {
  population: 'Le chiffre de population retenu n’est pas connu pour {name} ; il n’est jamais pris pour nul.',
  agents: 'Le nombre d’agents de {name} n’est pas renseigné.',
  budget: 'Le budget de {name} n’est pas renseigné.',
  quota: 'La strate de {name} n’est pas connue, donc ce qui est compris non plus.',
  variant: 'Cette offre n’est pas proposée à {name} dans cette édition.',
};

const affiliationAssumed: Flag = Object.freeze({
  code: 'affiliation-assumed',
  says: 'Affiliation au centre de gestion non renseignée : la collectivité est tenue pour affiliée.',
});
const conventionPays: Step = Object.freeze({ says: 'Payé par l’EPCI en vertu d’une convention, et non par la collectivité qui commande.' });
const yearly = { firstYear: 1, everyYears: 1 } as const;
const noYears: readonly number[] = [];
