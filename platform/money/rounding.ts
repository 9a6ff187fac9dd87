// SPDX-License-Identifier: EUPL-1.2
/** Exact quotients of whole numbers, rounded once. No binary fraction ever holds an amount. */

/**
 * `half-up`: a tie moves away from zero, so that a credit note mirrors its invoice. `half-even`: to the even neighbour. `half-down`: towards zero.
 * `floor` and `ceiling`: towards minus and plus infinity.
 */
export type Rounding = 'half-up' | 'half-even' | 'half-down' | 'floor' | 'ceiling';

/** `numerator / denominator` to the nearest whole number. Takes safe integers or bigints; throws when the result is not a safe integer. */
export function divideRounded(numerator: number | bigint, denominator: number | bigint, rounding: Rounding): number {
  if (typeof numerator === 'number' && typeof denominator === 'number') return divideNumbers(numerator, denominator, rounding);
  return toSafe(divideBigints(BigInt(numerator), BigInt(denominator), rounding));
}

/** The amount times a fraction of whole numbers, exact before it is rounded, however large the product: a price by coefficient, a pro rata. */
export function multiplyRounded(amount: number, numerator: number, denominator: number, rounding: Rounding): number {
  const product = amount * numerator;
  if (Number.isSafeInteger(product)) return divideRounded(product, denominator, rounding);
  return divideRounded(BigInt(amount) * BigInt(numerator), BigInt(denominator), rounding);
}

/** The nearest multiple of `step`: whole euros with a step of 100, units of 5 € with 500. */
export function roundToStep(cents: number, step: number, rounding: Rounding): number {
  return divideRounded(cents, step, rounding) * step;
}

// Most prices fit: whole-number arithmetic on doubles is exact below 2^53 and ten times quicker than on bigints.
function divideNumbers(numerator: number, denominator: number, rounding: Rounding): number {
  mustBeSafe(numerator);
  mustBeSafe(denominator);
  if (denominator === 0) throw new RangeError('division by zero');
  const above = denominator < 0 ? -numerator : numerator;
  const over = Math.abs(denominator);
  const rest = ((above % over) + over) % over;
  if (!Number.isSafeInteger(above - rest) || over > Number.MAX_SAFE_INTEGER / 2) return toSafe(divideBigints(BigInt(above), BigInt(over), rounding));
  const floor = (above - rest) / over;
  // Adding zero keeps « -0 » out of amounts.
  return floor + (goesUp(rest === 0 ? null : Math.sign(rest * 2 - over), above < 0, floor % 2 !== 0, rounding) ? 1 : 0) + 0;
}

function divideBigints(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  if (denominator === 0n) throw new RangeError('division by zero');
  const above = denominator < 0n ? -numerator : numerator;
  const over = denominator < 0n ? -denominator : denominator;
  const rest = ((above % over) + over) % over;
  const floor = (above - rest) / over;
  const twice = rest * 2n;
  const side = twice > over ? 1 : twice < over ? -1 : 0;
  return floor + (goesUp(rest === 0n ? null : side, above < 0n, floor % 2n !== 0n, rounding) ? 1n : 0n);
}

/** Whether a quotient goes up from its floor. `side` of the middle on which the rest lies: -1, 0 or 1, null when there is no rest. */
function goesUp(side: number | null, isNegative: boolean, floorIsOdd: boolean, rounding: Rounding): boolean {
  if (side === null || rounding === 'floor') return false;
  if (rounding === 'ceiling') return true;
  if (side !== 0) return side > 0;
  if (rounding === 'half-even') return floorIsOdd;
  return rounding === 'half-up' ? !isNegative : isNegative;
}

function toSafe(value: bigint): number {
  const number = Number(value);
  mustBeSafe(number);
  return number;
}

function mustBeSafe(value: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number that can be counted exactly`);
}
