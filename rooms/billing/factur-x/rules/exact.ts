// SPDX-License-Identifier: EUPL-1.2
/**
 * Decimals of any invoice without loss: whole numbers of 10⁻¹⁰, since 0,1 + 0,2 must be 0,3 when a rule says « égal ». Null is an absent or
 * unreadable number; a rule that compares with it does not hold.
 */
export type Exact = bigint | null;

const places = 10;
const unit = 10n ** BigInt(places);
const cent = unit / 100n;

/** Reads `-12.50`. More than ten decimals are cut: no amount of ours has them. */
export function exact(text: string | null): Exact {
  const parts = /^\s*([+-]?)(\d*)(?:\.(\d*))?\s*$/.exec(text ?? '');
  if (!parts || (!parts[2] && !parts[3])) return null;
  const size = BigInt((parts[2] || '0') + (parts[3] ?? '').padEnd(places, '0').slice(0, places));
  return parts[1] === '-' ? -size : size;
}

export const zero = 0n;

/** Of those that are there. */
export function sum(texts: readonly (string | null)[]): bigint {
  return texts.reduce((total, text) => total + (exact(text) ?? 0n), 0n);
}

/** To the cent, half upwards: what the rules of the standard do, as XPath 2.0 rounds. */
export function toCents(value: bigint): bigint {
  return floor(value + cent / 2n, cent);
}

export function toWhole(value: bigint): bigint {
  return floor(value + unit / 2n, unit);
}

/** Percentage of an amount, not rounded further than we count. */
export function percentOf(amount: bigint, rate: bigint): bigint {
  return (amount * rate) / unit / 100n;
}

export function size(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** Whether two amounts stand less than one euro apart: the slack that the standard leaves to whoever rounds line by line. */
export function isNear(one: bigint, other: bigint): boolean {
  return size(one - other) < unit;
}

/** The same, one euro apart being admitted. */
export function isNearOrOne(one: bigint, other: bigint): boolean {
  return size(one - other) <= unit;
}

/** Digits behind the dot. */
export function decimals(text: string | null): number {
  return text?.split('.')[1]?.length ?? 0;
}

function floor(value: bigint, step: bigint): bigint {
  const rest = ((value % step) + step) % step;
  return value - rest;
}
