// SPDX-License-Identifier: EUPL-1.2
import type { PriceRule } from '../edition-schema.ts';
import type { KnownPopulation } from './body-facts.ts';
import { inhabitants } from './body-facts.ts';
import { boundOf, step } from './compile-edition.ts';
import type { Count } from './count-roster.ts';
import { count, euros, percent, shortEuros, volume } from './french-figures.ts';
import { within } from './match-stratum.ts';
import type { Step } from './priced-line.ts';
import { shareHalfUp } from './round.ts';

/** A price for one unit, or the reason why there is none. `isWhole`: the amount already stands for the whole quantity. */
export type RulePrice =
  | { readonly cents: number; readonly isWhole: boolean; readonly steps: readonly Step[] }
  | { readonly none: Step; readonly steps: readonly Step[] };

type Rule<Kind extends PriceRule['kind']> = Extract<PriceRule, { kind: Kind }>;

/** The printed amount, as is. */
export function fixedPrice(rule: Rule<'fixed'>): RulePrice {
  return {
    cents: rule.cents,
    isWhole: false,
    steps: [step(rule.cents === 0 ? 'Gratuit.' : `Prix imprimé : ${euros(rule.cents)}.`, rule.citations[0])],
  };
}

/** Smallest row and smallest column that contain the volume and the count; the printed cell at their crossing. */
export function gridPrice(rule: Rule<'grid'>, volumeGo: number, counting: Count): RulePrice {
  const steps: Step[] = [{ says: countSentence(counting), citation: counting.citations[0], reading: counting.readings[0] }];
  if (counting.unknown > 0)
    return { none: { says: `${count(counting.unknown)} collectivité(s) sans population connue : la colonne ne peut pas être choisie.` }, steps };
  const column = indexOf(rule.columns.steps, counting.counted);
  const row = indexOf(rule.rows.steps, volumeGo);
  const lastColumn = rule.columns.steps.at(-1);
  const lastRow = rule.rows.steps.at(-1);
  const across = rule.columns.steps[column];
  const down = rule.rows.steps[row];
  if (!across)
    return {
      none: {
        says: `${counted(counting.counted)} : au-delà de la dernière colonne, «\u00a0${lastColumn?.label}\u00a0».`,
        citation: lastColumn?.citation,
        reading: rule.columns.reading,
      },
      steps,
    };
  if (!down)
    return {
      none: {
        says: `${volume(volumeGo)} : au-delà de la dernière ligne, «\u00a0${lastRow?.label}\u00a0».`,
        citation: lastRow?.citation,
        reading: rule.rows.reading,
      },
      steps,
    };
  const printed = rule.cells[row];
  const cents = printed?.cents[column];
  const figure = printed?.figures[column];
  if (printed === undefined || cents === undefined || figure === undefined) throw new Error('a grid has a cell for each row and column');
  steps.push({
    says: `${counted(counting.counted)} : la plus petite colonne qui suffit est «\u00a0${across.label}\u00a0».`,
    citation: across.citation,
    reading: rule.columns.reading,
  });
  steps.push({
    says: `${volume(volumeGo)} de données : la plus petite ligne qui suffit est «\u00a0${down.label}\u00a0».`,
    citation: down.citation,
    reading: rule.rows.reading,
  });
  const citation = {
    document: rule.document,
    line: printed.line,
    label: down.label,
    labelLine: down.citation.labelLine ?? down.citation.line,
    figure,
  };
  steps.push({ says: `Montant imprimé à leur croisement : ${shortEuros(cents)}.`, citation });
  return { cents, isWhole: true, steps };
}

/** Index of the smallest step that contains the value; -1 beyond the last. */
export function indexOf(steps: readonly { readonly upTo: number }[], value: number): number {
  return steps.findIndex((one) => value <= one.upTo);
}

/** Smallest capacity that contains the value. */
export function stepsPrice(rule: Rule<'steps'>, value: number): RulePrice {
  const found = rule.steps[indexOf(rule.steps, value)];
  const last = rule.steps.at(-1);
  if (!found)
    return {
      none: {
        says: `${volume(value)} : au-delà du plus grand palier imprimé, «\u00a0${last?.label}\u00a0».`,
        citation: last?.citation,
        reading: rule.readings[0],
      },
      steps: [],
    };
  return {
    cents: found.cents,
    isWhole: true,
    steps: [
      {
        says: `${volume(value)} : le plus petit palier qui suffit est «\u00a0${found.label}\u00a0», ${euros(found.cents)}.`,
        citation: found.citation,
        reading: rule.readings[0],
      },
    ],
  };
}

/** A rate on the whole amount, or each slice at its own rate. */
export function percentagePrice(rule: Rule<'percentage'>, baseCents: number): RulePrice {
  if (rule.mode === 'marginal') return marginal(rule, baseCents);
  const tier = rule.tiers.find((one) => within(boundOf(one.base), baseCents));
  if (!tier) return { none: { says: `Aucun taux imprimé pour ${euros(baseCents)}.` }, steps: [] };
  const cents = shareHalfUp(baseCents, tier.rateBps, 10_000);
  const reading = rule.readings[0];
  return {
    cents,
    isWhole: true,
    steps: [
      {
        says: `${percent(tier.rateBps)} de la commande entière de ${euros(baseCents)} HT : ${euros(cents)}.`,
        citation: tier.citation,
        ...(reading ? { reading } : {}),
      },
    ],
  };
}

function marginal(rule: Rule<'percentage'>, baseCents: number): RulePrice {
  const steps: Step[] = [];
  let cents = 0;
  for (const tier of rule.tiers) {
    const from = tier.base.atLeast ?? tier.base.above ?? 0;
    const to = tier.base.below ?? tier.base.upTo ?? Infinity;
    const slice = Math.max(0, Math.min(baseCents, to) - from);
    if (slice === 0) continue;
    const part = shareHalfUp(slice, tier.rateBps, 10_000);
    cents += part;
    steps.push({ says: `${percent(tier.rateBps)} de la tranche de ${euros(slice)} HT : ${euros(part)}.`, citation: tier.citation });
  }
  return { cents, isWhole: true, steps };
}

/** So many cents for each so many inhabitants. */
export function perInhabitantPrice(rule: Rule<'per-inhabitant'>, population: KnownPopulation | undefined): RulePrice {
  if (!population) return { none: { says: 'Population inconnue : le prix par habitant ne peut pas être calculé.' }, steps: [] };
  const cents = shareHalfUp(population.value, rule.cents, rule.per);
  const unit = rule.per === 1 ? 'par habitant' : `pour ${count(rule.per)} habitants`;
  return {
    cents,
    isWhole: true,
    steps: [{ says: `${inhabitants(population)} × ${euros(rule.cents)} ${unit} = ${euros(cents)}.`, citation: rule.citations[0] }],
  };
}

/** « 13 collectivités comptées sur 19. Ne comptent pas : 3 × commune de moins de 300 habitants. » */
function countSentence({ counted: number, leftOut, bodies, reasons }: Count): string {
  if (bodies.length === 0) return 'Aucune collectivité avec l’EPCI.';
  if (leftOut === 0) return `${counted(number)}, soit toutes celles du devis.`;
  const why = [...reasons].map(([says, times]) => `${count(times)} × ${says}`).join(', ');
  return `${counted(number)} sur ${count(bodies.length)}. Hors du compte, mais pas du service : ${why}.`;
}

function counted(number: number): string {
  return number === 0 ? 'Aucune collectivité comptée' : `${count(number)} collectivité${number > 1 ? 's' : ''} comptée${number > 1 ? 's' : ''}`;
}
