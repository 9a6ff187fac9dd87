// SPDX-License-Identifier: EUPL-1.2
/** Integer arithmetic only: amounts are cents, quantities thousandths, rates ten-thousandths; no binary fraction ever carries money. */

/** `numerator / denominator` to the nearest integer, the half upwards. Both are non-negative integers. */
export function divideHalfUp(numerator: number, denominator: number): number {
  if (numerator > limit) return Number((BigInt(numerator) * 2n + BigInt(denominator)) / (2n * BigInt(denominator)));
  const rest = numerator % denominator;
  return (numerator - rest) / denominator + (rest * 2 >= denominator ? 1 : 0);
}

/** The same, the half to the even neighbour: the rounding that reproduces the printed grids. */
export function divideHalfEven(numerator: number, denominator: number): number {
  const rest = numerator % denominator;
  const whole = (numerator - rest) / denominator;
  if (rest * 2 === denominator) return whole % 2 === 0 ? whole : whole + 1;
  return whole + (rest * 2 > denominator ? 1 : 0);
}

/** `amount × factor / denominator`, half upwards, exact whatever the size. */
export function shareHalfUp(amount: number, factor: number, denominator: number): number {
  const product = amount * factor;
  if (product <= limit) return divideHalfUp(product, denominator);
  return Number((BigInt(amount) * BigInt(factor) * 2n + BigInt(denominator)) / (2n * BigInt(denominator)));
}

/** Below this, twice the number is still an exact integer. */
const limit = Number.MAX_SAFE_INTEGER / 2;
