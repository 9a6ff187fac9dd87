// SPDX-License-Identifier: EUPL-1.2
import type { Charge } from '../edition-schema.ts';
import type { CompiledEdition } from './compile-edition.ts';
import { count } from './french-figures.ts';
import { matchStratum, type Inputs, type Subject } from './match-stratum.ts';
import { quotaOf } from './offer-content.ts';
import type { Step } from './priced-line.ts';

/** `asked` before what is included; `billed` in thousandths, so that halves of a day and parts of a Go stay exact. */
export type BilledQuantity = {
  readonly asked: number;
  readonly billedThousandths: number;
  readonly steps: readonly Step[];
  readonly isCovered: boolean;
  readonly isUnknown: boolean;
};

/** How many units a charge bills: what is asked, less what is included or already held, rounded up to started blocks. */
export function billedQuantity(edition: CompiledEdition, charge: Charge, subject: Subject, inputs: Inputs): BilledQuantity {
  const { quantity, unit } = charge;
  if (quantity.inputs === undefined && isPlainConstant(quantity)) return constant(quantity.constant ?? 1, unit);
  const asked = askedQuantity(quantity, inputs);
  const steps: Step[] = [];
  if (quantity.inputs && quantity.inputs.length > 1)
    steps.push({
      says: `${quantity.inputs.map((name) => count(inputs[name] ?? 0)).join(' × ')} = ${count(asked)}\u00a0${unit}.`,
      reading: charge.readings[0],
    });
  let rest = thousandths(asked) - thousandths(quantity.less ?? 0);
  let isUnknown = false;
  let covered = 0;
  if (quantity.lessQuota !== undefined) {
    const quota = quotaOf(edition, quantity.lessQuota, subject);
    if (quota !== null && quota.amount === null) isUnknown = true;
    covered += thousandths(quota?.amount ?? 0);
    if (quota?.citation)
      steps.push(...stratumSteps(edition, quantity.lessQuota, subject), {
        says: `Demandé : ${count(asked)} ; compris : ${count(quota.amount ?? 0)} (${quota.label}).`,
        citation: quota.citation,
      });
  }
  if (quantity.lessHeld !== undefined) {
    const held = (subject.held[quantity.lessHeld.what] ?? 0) + quantity.lessHeld.offers.filter((offer) => subject.holds.includes(offer)).length;
    if (held > 0) steps.push({ says: `Déjà détenu ou commandé par ailleurs : ${count(held)}.` });
    covered += thousandths(held);
  }
  rest = Math.max(0, rest - covered);
  const billedThousandths = quantity.block ? blocks(rest, quantity.block, steps, unit) : rest;
  return { asked, billedThousandths, steps, isCovered: covered > 0, isUnknown };
}

/** Why the quota is what it is, when it depends on the body's stratum. */
function stratumSteps(edition: CompiledEdition, key: string, subject: Subject): Step[] {
  const amount = edition.quotas.get(key)?.amount;
  const scheme = amount?.kind === 'per-stratum' ? edition.schemes.get(amount.scheme) : undefined;
  const match = scheme && matchStratum(scheme, subject, {});
  return match?.kind === 'stratum' ? [match.fact, match.stratum.step] : [];
}

function blocks(rest: number, block: NonNullable<Charge['quantity']['block']>, steps: Step[], unit: string): number {
  const size = thousandths(block.size);
  const started = Math.ceil(rest / size);
  const billed = block.priced === 'block' ? started * 1000 : started * size;
  if (rest % size !== 0)
    steps.push({ says: `Toute unité commencée est due : ${count(rest / 1000)} → ${count(billed / 1000)}\u00a0${unit}.`, reading: block.reading });
  return billed;
}

function askedQuantity(quantity: Charge['quantity'], inputs: Inputs): number {
  if (quantity.inputs === undefined) return quantity.constant ?? 1;
  return quantity.inputs.reduce((product, name) => product * (inputs[name] ?? 0), 1);
}

function isPlainConstant(quantity: Charge['quantity']): boolean {
  return quantity.lessQuota === undefined && quantity.lessHeld === undefined && quantity.block === undefined && quantity.less === undefined;
}

function constant(value: number, unit: string): BilledQuantity {
  if (value === 1) return once;
  return {
    asked: value,
    billedThousandths: thousandths(value),
    steps: [{ says: `Quantité prévue par le document : ${count(value)} (unité : ${unit}).` }],
    isCovered: false,
    isUnknown: false,
  };
}

function thousandths(value: number): number {
  return Math.round(value * 1000);
}

const once: BilledQuantity = { asked: 1, billedThousandths: 1000, steps: [], isCovered: false, isUnknown: false };
