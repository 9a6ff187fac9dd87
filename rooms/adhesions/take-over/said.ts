// SPDX-License-Identifier: EUPL-1.2
/** What the lines of one number say, read and resolved: plain data, kept so that the same said again changes nothing. */
import { foldText } from '#platform/text/fold.ts';
import { CellFault, readDay, type BodyFacts } from '#rooms/organisations/api.ts';
import type { EditionRecord } from '#rooms/catalogue/api.ts';
import { columns, type TakeOverColumn } from './columns.ts';
import {
  readAmount,
  readCertificates,
  readIdentifier,
  readItems,
  readKind,
  readNotice,
  readRenewal,
  readUses,
  readVolume,
  type AskedItem,
  type AskedUse,
  type Certificate,
  type Kind,
} from './read-cells.ts';
import type { FileLine } from './read-file.ts';

export type Said = {
  number: string;
  kind: Kind;
  beneficiaryId: string;
  payerId: string;
  /** Key of the edition; null for a tripartite that takes its cadre's. */
  edition: string | null;
  beginsOn: string;
  endsOn: string | null;
  renewal: 'none' | 'tacit';
  noticeMonths: number;
  act: { number: string; votedOn: string | null; identifier: string | null };
  signedOn: string | null;
  signedFor: string;
  volumeGo: number | null;
  items: AskedItem[];
  amountCents: number | null;
  uses: AskedUse[];
  certificates: Certificate[];
};

export type LineFault = { line: number; column: string; says: string };
export type Group = { number: string; lines: FileLine[]; said: Said | null; faults: LineFault[] };

type Find = (text: string) => BodyFacts;

/** The lines of a file by convention, in the order of the file, each read. Nothing is thrown: what cannot be read is a fault of its line. */
export function readGroups(lines: readonly FileLine[], find: Find, editions: readonly Pick<EditionRecord, 'key' | 'label'>[]): Group[] {
  const byNumber = new Map<string, FileLine[]>();
  for (const line of lines) {
    const same = byNumber.get(line.cells.number);
    if (same && line.cells.number !== '') same.push(line);
    else byNumber.set(line.cells.number === '' ? `\u0000${line.line}` : line.cells.number, [line]);
  }
  return [...byNumber.values()].map((group) => readGroup(group, find, editions));
}

function readGroup(lines: FileLine[], find: Find, editions: readonly Pick<EditionRecord, 'key' | 'label'>[]): Group {
  const faults: LineFault[] = [];
  const [first] = lines;
  if (!first) throw new Error('a group has a line');
  const read = <Value>(line: FileLine, column: TakeOverColumn, reader: (text: string) => Value): Value | undefined => {
    const text = line.cells[column];
    try {
      return reader(text);
    } catch (error) {
      if (!(error instanceof CellFault)) throw error;
      faults.push({ line: line.line, column, says: faultOf(column, text, error.message) });
      return undefined;
    }
  };
  // Where several lines share a number, each column is said once, or twice the same.
  const one = <Value>(column: TakeOverColumn, reader: (text: string) => Value): Value | undefined => {
    const line = lines.find(({ cells }) => cells[column] !== '') ?? first;
    for (const other of lines)
      if (other.cells[column] !== '' && other.cells[column] !== line.cells[column])
        faults.push({
          line: other.line,
          column,
          says: faultOf(column, other.cells[column], `la ligne ${line.line} de la même convention dit « ${line.cells[column]} »`),
        });
    return read(line, column, reader);
  };
  const all = <Value>(column: TakeOverColumn, reader: (text: string) => Value[]): Value[] =>
    lines.flatMap((line) => read(line, column, reader) ?? []);

  const number = one('number', readNumber);
  const kind = one('kind', readKind);
  const body = one('body', (text) => named(text, find));
  const payer = one('payer', (text) => (text === '' ? null : named(text, find)));
  const edition = one('edition', (text) => editionNamedBy(text, editions));
  const beginsOn = one('begins', (text) => required(dayIn(text)));
  const endsOn = one('ends', dayIn);
  const said = {
    renewal: one('renewal', readRenewal) ?? 'none',
    noticeMonths: one('notice', readNotice) ?? 3,
    act: {
      number: one('actNumber', (text) => text.slice(0, 100)) ?? '',
      votedOn: one('votedOn', dayIn) ?? null,
      identifier: one('actIdentifier', readIdentifier) ?? null,
    },
    signedOn: one('signedOn', dayIn) ?? null,
    signedFor: one('signedFor', (text) => text.slice(0, 200)) ?? '',
    volumeGo: one('volume', readVolume) ?? null,
    items: all('items', readItems),
    amountCents: one('amount', readAmount) ?? null,
    uses: all('uses', readUses),
    certificates: all('certificates', readCertificates),
  };
  if (beginsOn && endsOn && endsOn < beginsOn)
    faults.push({ line: first.line, column: 'ends', says: faultOf('ends', first.cells.ends, 'la fin précède le début') });
  const isRead = number !== undefined && kind && body && payer !== undefined && edition !== undefined && beginsOn && endsOn !== undefined;
  if (faults.length > 0 || !isRead) return { number: first.cells.number, lines, said: null, faults };
  const whole = { number, kind, beneficiaryId: body.id, payerId: payer?.id ?? body.id, edition, beginsOn, endsOn, ...said };
  return { number, lines, said: whole, faults };
}

/** « Colonne « Début », « 31/02/2020 » : ce n’est pas une date. » */
export function faultOf(column: TakeOverColumn, text: string, says: string): string {
  const value = text === '' ? 'vide' : `«\u00a0${text.length > 80 ? `${text.slice(0, 79)}…` : text}\u00a0»`;
  return `Colonne «\u00a0${columns[column].titles[0]}\u00a0», ${value}\u00a0: ${says.replace(/\.$/, '')}.`;
}

function readNumber(text: string): string {
  if (text === '') throw new CellFault('le numéro manque');
  if (text.length > 60) throw new CellFault('60 caractères au plus');
  return text;
}

function named(text: string, find: Find): BodyFacts {
  if (text === '') throw new CellFault('donnez le SIREN, le code INSEE ou le nom');
  try {
    return find(text);
  } catch (error) {
    if (!(error instanceof CellFault)) throw error;
    throw new CellFault(error.message.charAt(0).toLowerCase() + error.message.slice(1));
  }
}

function dayIn(text: string): string | null {
  if (text === '') return null;
  let day: string | undefined;
  try {
    day = readDay(text);
  } catch {
    throw new CellFault('ce n’est pas une date ; écrivez-la 31/12/2026');
  }
  if (day === undefined || day < '1980-01-01' || day > '2100-12-31') throw new CellFault('cette date est hors du raisonnable');
  return day;
}

function required(day: string | null): string {
  if (day === null) throw new CellFault('la date manque');
  return day;
}

function editionNamedBy(text: string, editions: readonly Pick<EditionRecord, 'key' | 'label'>[]): string | null {
  if (text === '') return null;
  const folded = foldText(text);
  const found = editions.find(({ key, label }) => foldText(key) === folded || foldText(label) === folded);
  if (!found) throw new CellFault(`le catalogue n’a pas cette édition ; il a ${editions.map(({ key }) => key).join(', ') || 'aucune édition votée'}`);
  return found.key;
}
