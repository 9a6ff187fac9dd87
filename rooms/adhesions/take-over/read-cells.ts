// SPDX-License-Identifier: EUPL-1.2
/** What offices write in the cells of a take-over, as values. A reader throws a `CellFault` for what it cannot read. */
import { readEuros } from '#platform/money/euros.ts';
import { foldText } from '#platform/text/fold.ts';
import { CellFault, readDay } from '#rooms/organisations/api.ts';
import { readActIdentifier } from '../act-identifier.ts';

export type Kind = 'cadre' | 'tripartite' | 'package';
export type AskedItem = { name: string; quantity: number | null; choices: Readonly<Record<string, string>> };
export type AskedUse = { name: string; amount: number; on: string | null };
export type Certificate = { holder: string; expiresOn: string };

export function readKind(text: string): Kind {
  const kind = kinds.get(foldText(text));
  if (!kind) throw new CellFault('écrivez cadre, tripartite ou forfait');
  return kind;
}

const kinds: ReadonlyMap<string, Kind> = new Map([
  ['cadre', 'cadre'],
  ['convention cadre', 'cadre'],
  ['tripartite', 'tripartite'],
  ['convention tripartite', 'tripartite'],
  ['forfait', 'package'],
  ['convention', 'package'],
  ['souscription', 'package'],
]);

export function readRenewal(text: string): 'none' | 'tacit' {
  const folded = foldText(text);
  if (['', 'expresse', 'express', 'aucune', 'non', 'sans'].includes(folded)) return 'none';
  if (['tacite', 'oui', 'reconduction tacite'].includes(folded)) return 'tacit';
  throw new CellFault('écrivez expresse ou tacite');
}

export function readNotice(text: string): number {
  if (text === '') return 3;
  const months = /^(\d{1,2})(?:\s*mois)?$/i.exec(text)?.[1];
  if (months === undefined || Number(months) > 24) throw new CellFault('écrivez un nombre de mois, de 0 à 24');
  return Number(months);
}

/** Go of a volume; 1 To is 1 000 Go. */
export function readVolume(text: string): number | null {
  if (text === '') return null;
  const [, figure, unit] = /^([\d\s\u00a0\u202f]+(?:[.,]\d+)?)\s*(to|go)$/i.exec(text) ?? [];
  const value = figure === undefined ? null : decimal(figure);
  if (value === null || !unit) throw new CellFault('écrivez le volume avec son unité, comme 1 To ou 500 Go');
  return unit.toLowerCase() === 'to' ? Math.round(value * 1e9) / 1e6 : value;
}

export function readAmount(text: string): number | null {
  if (text === '') return null;
  const cents = readEuros(text);
  if (cents === null || cents < 0) throw new CellFault('écrivez un montant en euros, comme 17 938,00');
  return cents;
}

export function readIdentifier(text: string): string | null {
  if (text === '') return null;
  if (!readActIdentifier(text)) throw new CellFault('ce n’est pas l’identifiant d’un acte, comme 033-243301355-20171018-D2017-37-DE');
  return text;
}

/** « forfait-technologie | certificat-electronique × 2 | informaticien-mutualise (rythme = mois) ». */
export function readItems(text: string): AskedItem[] {
  return parts(text).map((part) => {
    const [, name = '', , figure, said = ''] = /^(.+?)(\s*[×*x]\s*([\d\s\u00a0\u202f]+(?:[.,]\d+)?))?\s*(?:\(([^)]*)\))?$/iu.exec(part) ?? [];
    const quantity = figure === undefined ? null : decimal(figure);
    if (name === '' || (figure !== undefined && quantity === null)) throw new CellFault(`« ${part} » ne se lit pas : écrivez offre × quantité`);
    const choices = said.split(/[,;]/).flatMap((one) => {
      const [key, value] = one.split('=').map((word) => word.trim());
      return key && value ? [[key, value] as const] : [];
    });
    return { name: name.trim(), quantity, choices: Object.fromEntries(choices) };
  });
}

/** « audit = 1 le 15/03/2024 ». */
export function readUses(text: string): AskedUse[] {
  return parts(text).map((part) => {
    const [, name, figure, on] = /^(.+?)\s*[=:]\s*([\d\s\u00a0\u202f]+(?:[.,]\d+)?)[^\d/]*?(?:\s+(?:le|au|du)\s+(\S+))?$/i.exec(part) ?? [];
    const amount = figure === undefined ? null : decimal(figure);
    if (!name || amount === null) throw new CellFault(`« ${part} » ne se lit pas : écrivez droit = quantité le 15/03/2024`);
    return { name: name.trim(), amount, on: on === undefined ? null : (readDay(on) ?? null) };
  });
}

/** « Secrétaire générale = 15/03/2028 ». */
export function readCertificates(text: string): Certificate[] {
  return parts(text).map((part) => {
    const [, holder, expiry] = /^(.+?)\s*[=:]\s*(\S+)$/.exec(part) ?? [];
    const expiresOn = expiry === undefined ? undefined : readDay(expiry);
    if (!holder || !expiresOn) throw new CellFault(`« ${part} » ne se lit pas : écrivez fonction = date d’expiration`);
    return { holder: holder.trim().slice(0, 200), expiresOn };
  });
}

function parts(text: string): string[] {
  return text
    .split(/[|\n;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A French decimal; null when it is not one. */
function decimal(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^\d{1,12}(\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
}
