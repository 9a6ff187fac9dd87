// SPDX-License-Identifier: EUPL-1.2
const NARROW = '\u202f';
const NO_BREAK = '\u00a0';

const twoDecimals = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const decimals = new Map<number, Intl.NumberFormat>();

/** An amount of cents as French readers write it: `1663800` → `16 638,00 €`, narrow no-break space between thousands. */
export function amount(cents: number): string {
  return `${french(twoDecimals.format(cents / 100))}${NO_BREAK}€`;
}

/** An amount without its zero cents, for headings and charts: `1663800` → `16 638 €`, `705` → `7,05 €`. */
export function shortAmount(cents: number): string {
  return cents % 100 === 0 ? `${wholeNumber(cents / 100)}${NO_BREAK}€` : amount(cents);
}

/** A difference of cents with its sign: `+1 200,00 €`, `−35,00 €`, `0,00 €`. */
export function amountDifference(cents: number): string {
  return cents > 0 ? `+${amount(cents)}` : amount(cents);
}

/** A whole number with narrow no-break spaces: `12 400`. */
export function wholeNumber(value: number): string {
  return decimalNumber(value, 0);
}

/** A number with at most so many decimals: `1,5`. */
export function decimalNumber(value: number, most: number): string {
  const format = decimals.get(most) ?? new Intl.NumberFormat('fr-FR', { maximumFractionDigits: most });
  decimals.set(most, format);
  return french(format.format(value));
}

/** A share of one as a percentage: `0.055` → `5,5 %`. */
export function percentage(share: number, most = 1): string {
  return `${decimalNumber(share * 100, most)}${NO_BREAK}%`;
}

/** `count('commune', 'communes', 3)` → `3 communes`; French counts 0 and 1 as singular. */
export function count(one: string, many: string, value: number): string {
  return `${wholeNumber(value)} ${Math.abs(value) < 2 ? one : many}`;
}

/** Some engines still put a wide no-break space or a hyphen where French typography wants a narrow one and a minus. */
function french(text: string): string {
  return text.replace(/[\u00a0\u0020]/g, NARROW).replace(/^-/, '\u2212');
}
