// SPDX-License-Identifier: EUPL-1.2
/** What French offices write in cells, as values. A reader gives undefined for an empty cell and throws a `CellFault` for what it cannot read. */
import { readEuros } from '#platform/money/euros.ts';
import { foldText } from '#platform/text/fold.ts';
import { bodyKinds, kindLabels, type BodyKind } from '../contract/body-kinds.ts';

export class CellFault extends Error {}

/** « CCAS », « Centre communal d'action sociale », « communauté de communes »… */
export function readKind(text: string): BodyKind {
  const folded = foldText(text);
  const kind = kindByName.get(folded);
  if (!kind) throw new CellFault(`Le type « ${text} » n’est pas connu.`);
  return kind;
}

const otherNames: Readonly<Record<string, BodyKind>> = {
  'centre communal d action sociale': 'ccas',
  'centre intercommunal d action sociale': 'cias',
  'syndicat intercommunal a vocation unique': 'sivu',
  'syndicat intercommunal a vocation multiple': 'sivom',
  'syndicat intercommunal a vocation scolaire': 'sivos',
  'syndicat intercommunal de regroupement pedagogique': 'sirp',
  rpi: 'sirp',
  'syndicat mixte': 'syndicat',
  'syndicat intercommunal': 'syndicat',
  'office de tourisme': 'office',
  'office public de l habitat': 'office',
  ba: 'budget-annexe',
  epci: 'cc',
};

const kindByName: ReadonlyMap<string, BodyKind> = new Map([
  ...bodyKinds.map((kind) => [foldText(kind), kind] as const),
  ...bodyKinds.map((kind) => [foldText(kindLabels[kind]), kind] as const),
  ...Object.entries(otherNames),
]);

/** A whole number, spaces between thousands forgiven. */
export function readCount(text: string, what: string): number | undefined {
  if (text === '') return undefined;
  const digits = text.replace(/[\s\u00a0\u202f]/g, '');
  if (!/^\d{1,9}$/.test(digits)) throw new CellFault(`« ${text} » n’est pas un nombre entier (${what}).`);
  return Number(digits);
}

/** Euros, as cents. */
export function readBudget(text: string): number | undefined {
  if (text === '') return undefined;
  const cents = readEuros(text);
  if (cents === null || cents < 0) throw new CellFault(`« ${text} » n’est pas un montant en euros (budget).`);
  return cents;
}

/** Oui or non, in any of the ways in which they are written. */
export function readYesNo(text: string, what: string): boolean | undefined {
  const folded = foldText(text);
  if (folded === '') return undefined;
  if (['oui', 'o', '1', 'vrai', 'x', 'affilie', 'affiliee', 'heberge', 'hebergee'].includes(folded)) return true;
  if (['non', 'n', '0', 'faux', 'non affilie', 'non affiliee', 'non heberge', 'non hebergee'].includes(folded)) return false;
  throw new CellFault(`« ${text} » : écrivez oui ou non (${what}).`);
}

/** A day, French (31/12/2026) or ISO (2026-12-31). */
export function readDay(text: string): string | undefined {
  if (text === '') return undefined;
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const [, dayOfMonth, month, year] = french ?? [];
  try {
    const day = french
      ? Temporal.PlainDate.from({ day: Number(dayOfMonth), month: Number(month), year: Number(year) }, { overflow: 'reject' })
      : Temporal.PlainDate.from(text, { overflow: 'reject' });
    return day.toString();
  } catch {
    throw new CellFault(`« ${text} » n’est pas une date : écrivez-la 31/12/2026.`);
  }
}

/** Digits of a SIREN or SIRET, spaces forgiven. */
export function readDigits(text: string, length: number, what: string): string | undefined {
  if (text === '') return undefined;
  const digits = text.replace(/[\s\u00a0\u202f.]/g, '');
  if (!/^\d+$/.test(digits) || digits.length !== length) throw new CellFault(`« ${text} » n’est pas un ${what} : il en faut ${length} chiffres.`);
  return digits;
}
