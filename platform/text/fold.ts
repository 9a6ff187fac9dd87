// SPDX-License-Identifier: EUPL-1.2

/**
 * Text as a search compares it: lower case, without accents, ligatures or punctuation, words one space apart, and Saint or Sainte
 * written short, so that « Saint-Étienne-de-Lisse », « ST ETIENNE DE LISSE » and « st. étienne de lisse » are one. Safe for the browser.
 */
export function foldText(text: string): string {
  return words(text)
    .map((word) => short[word] ?? word)
    .join(' ');
}

/** The folded words of a text, in order, Saint and Sainte left as written. */
export function words(text: string): string[] {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[œæßøłđð]/g, (letter) => plain[letter] ?? letter)
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

const plain: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd' };
const short: Readonly<Record<string, string>> = { saint: 'st', sainte: 'ste', saints: 'sts', saintes: 'stes' };
