// SPDX-License-Identifier: EUPL-1.2
/** Exact fractions, for prices made of several factors (2 797,62 € × 2,2 × 1,035) that are rounded once, at the end. */
import { divideRounded, type Rounding } from './rounding.ts';

/** A fraction in lowest terms; the denominator is positive. */
export type Ratio = { readonly numerator: bigint; readonly denominator: bigint };

/** The fraction that a whole number or a decimal text names: `ratio('2.2')`, `ratio('2,2')`, `ratio(14)`. Refuses a number with a fraction: write it as text. */
export function ratio(value: string | number | bigint): Ratio {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new RangeError(`${value} is not whole: write it as a decimal text`);
  const found = /^([-−])?(\d+)(?:[.,](\d+))?$/.exec(String(value).trim());
  if (!found) throw new RangeError(`« ${String(value)} » is not a decimal number`);
  const [, minus, whole = '', fraction = ''] = found;
  const digits = BigInt(whole + fraction);
  return fractionOf(minus ? -digits : digits, 10n ** BigInt(fraction.length));
}

/** `numerator / denominator` of whole numbers, in lowest terms. */
export function fractionOf(numerator: number | bigint, denominator: number | bigint): Ratio {
  const above = BigInt(numerator);
  const below = BigInt(denominator);
  if (below === 0n) throw new RangeError('division by zero');
  const divisor = greatestCommonDivisor(above, below) * (below < 0n ? -1n : 1n);
  return { numerator: above / divisor, denominator: below / divisor };
}

/** The product of two fractions. */
export function times(left: Ratio, right: Ratio): Ratio {
  return fractionOf(left.numerator * right.numerator, left.denominator * right.denominator);
}

/** The sum of two fractions. */
export function plus(left: Ratio, right: Ratio): Ratio {
  return fractionOf(left.numerator * right.denominator + right.numerator * left.denominator, left.denominator * right.denominator);
}

/** The first fraction divided by the second. */
export function over(left: Ratio, right: Ratio): Ratio {
  return fractionOf(left.numerator * right.denominator, left.denominator * right.numerator);
}

/** Negative when the first is smaller, positive when it is larger, else zero. */
export function compareRatios(left: Ratio, right: Ratio): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The whole number nearest to the fraction: cents when the fraction counts cents. */
export function roundRatio(value: Ratio, rounding: Rounding): number {
  return divideRounded(value.numerator, value.denominator, rounding);
}

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let [a, b] = [left < 0n ? -left : left, right < 0n ? -right : right];
  while (b > 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}
