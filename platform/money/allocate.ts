// SPDX-License-Identifier: EUPL-1.2

/**
 * Shares an amount in cents over whole keys (inhabitants, agents, days) without losing a cent: each gets its share rounded down,
 * and the cents left go to the largest remainders, the first key winning a tie. Answers in the order of the keys.
 * Throws when a key is negative or not whole, or when all are zero.
 */
export function allocate(totalCents: number, keys: readonly number[]): number[] {
  if (!Number.isSafeInteger(totalCents)) throw new RangeError('the amount to share must be whole cents');
  if (keys.some((key) => !Number.isSafeInteger(key) || key < 0)) throw new RangeError('keys must be whole and not negative');
  const sum = keys.reduce((total, key) => total + BigInt(key), 0n);
  if (sum === 0n) throw new RangeError('an amount cannot be shared over keys that are all zero');
  const amount = BigInt(Math.abs(totalCents));
  const shares = keys.map((key, index) => ({ index, cents: Number((amount * BigInt(key)) / sum), rest: (amount * BigInt(key)) % sum }));
  let left = Math.abs(totalCents) - shares.reduce((given, { cents }) => given + cents, 0);
  for (const share of shares.toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest < b.rest ? 1 : -1))) {
    if (left === 0) break;
    share.cents += 1;
    left -= 1;
  }
  return shares.map(({ cents }) => (totalCents < 0 && cents > 0 ? -cents : cents));
}
