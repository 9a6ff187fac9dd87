// SPDX-License-Identifier: EUPL-1.2
/** Amounts as French readers write them. Amounts are integer cents everywhere; safe for the browser. */

const euros = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });
const wholeEuros = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });

/** « 16 638,00 € », « −35,00 € », with the no-break spaces and the minus of French typography (U+202F between thousands, U+00A0 before the sign, U+2212). */
export function formatEuros(cents: number): string {
  return withMinus(euros.format(decimalText(cents)));
}

/** « 16 638 € » when the amount has no cents, else as `formatEuros`: for the grids that are printed in whole euros. */
export function formatEurosShort(cents: number): string {
  return cents % 100 === 0 ? withMinus(wholeEuros.format(cents / 100)) : formatEuros(cents);
}

/** « 16638,00 »: no spaces and no sign, for spreadsheets and forms. */
export function formatEurosPlain(cents: number): string {
  return decimalText(cents).replace('.', ',');
}

/** « 5,5 % » from basis points (550). */
export function formatPercent(basisPoints: number): string {
  const digits = decimalText(basisPoints).replace(/\.?0+$/, '');
  return `${withMinus(digits.replace('.', ','))}\u00a0%`;
}

/**
 * The cents that a French reader wrote: « 16 638,00 € », « 16638 », « 16638.5 », « -12,00 ». Null when it cannot be read for sure:
 * more than two decimals, letters, thousands that are not groups of three, or a dot that could be either (« 1.234 »).
 */
export function readEuros(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f\u2009]+/g, ' ').trim();
  const found = /^([-−] ?)?(\d{1,3}(?: \d{3})+|\d+)(?:[.,](\d{1,2}))?(?: ?(?:€|EUR|euros?))?$/i.exec(plain);
  if (!found) return null;
  const [, minus, whole = '', fraction = ''] = found;
  const cents = Number(whole.replaceAll(' ', '') + fraction.padEnd(2, '0'));
  if (!Number.isSafeInteger(cents)) return null;
  return minus && cents !== 0 ? -cents : cents;
}

// Intl writes a hyphen, which may end a line and is shorter than a plus.
function withMinus(text: string): string {
  return text.replace('-', '−');
}

// A template literal type is what Intl takes for exact decimals; dividing by 100 would go through a binary fraction.
function decimalText(hundredths: number): `${number}` {
  if (!Number.isSafeInteger(hundredths)) throw new RangeError(`${hundredths} is not a whole number of cents`);
  const digits = String(Math.abs(hundredths)).padStart(3, '0');
  return `${hundredths < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}` as `${number}`; // made of digits and one dot
}
