// SPDX-License-Identifier: EUPL-1.2
/** Distinguished names as text (RFC 4514). */
import { plain } from './plain.ts';
import { attributeNamed } from './schema.ts';
import { utf8OrNull } from './utf8.ts';

export type Rdn = readonly { readonly attribute: string; readonly value: string }[];

const LONGEST = 2_000;
// Only the space may surround: other white characters belong to the value.
const ATTRIBUTE = /^ *([a-z][a-z0-9-]*|\d+(?:\.\d+)+) *= */i;

/** The parts of a name, nearest first; null where it is none. The empty name has no part. */
export function parseDn(text: string): Rdn[] | null {
  if (text.trim() === '') return [];
  if (text.length > LONGEST || text.includes('\0')) return null;
  const name: Rdn[] = [];
  let rdn: { attribute: string; value: string }[] = [];
  for (let rest = text; ;) {
    const [written, attribute] = ATTRIBUTE.exec(rest) ?? [];
    if (written === undefined || attribute === undefined) return null;
    const read = readValue(rest.slice(written.length));
    if (!read) return null;
    rdn.push({ attribute: attribute.toLowerCase(), value: read.value });
    if (read.next !== '+') {
      name.push(rdn);
      rdn = [];
    }
    if (read.next === '') return name;
    rest = read.rest;
  }
}

/** A name from its parts, with each value escaped: nothing in a value can become part of the name. */
export function writeDn(...parts: readonly (readonly [attribute: string, value: string])[]): string {
  return parts.map(([attribute, value]) => `${attribute}=${escapeValue(value)}`).join(',');
}

/** One form for names that are equal: case, spaces and escapes apart; null where it is no name. */
export function plainDn(text: string): string | null {
  const name = parseDn(text);
  return (
    name &&
    name
      .map((rdn) =>
        rdn
          .map(({ attribute, value }) => `${attributeNamed(attribute)?.name.toLowerCase() ?? attribute}=${escapeValue(plain(value))}`)
          .sort()
          .join('+'),
      )
      .join(',')
  );
}

export function escapeValue(value: string): string {
  return [...value].map((character, place, { length }) => escaped(character, place === 0, place === length - 1)).join('');
}

function escaped(character: string, isFirst: boolean, isLast: boolean): string {
  if ('"+,;<>\\='.includes(character)) return `\\${character}`;
  if (character < ' ' || character === '\x7f') return `\\${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  if (character === ' ' && (isFirst || isLast)) return '\\ ';
  if (character === '#' && isFirst) return '\\#';
  return character;
}

function readValue(text: string): { value: string; next: string; rest: string } | null {
  if (text.startsWith('#')) return null; // BER in hexadecimal: no attribute of ours has such values
  const bytes: Buffer[] = [];
  let at = 0;
  let keeps = 0; // bytes up to the last one that is no unescaped space
  let length = 0;
  const add = (chunk: Buffer, isSpace: boolean): void => {
    bytes.push(chunk);
    length += chunk.length;
    if (!isSpace) keeps = length;
  };
  for (; at < text.length; at++) {
    const character = text[at] ?? '';
    if (',;+'.includes(character)) break;
    if ('"<>'.includes(character)) return null;
    if (character !== '\\') {
      const point = String.fromCodePoint(text.codePointAt(at) ?? 0);
      at += point.length - 1;
      add(Buffer.from(point), character === ' ');
      continue;
    }
    const hex = /^[0-9a-f]{2}/i.exec(text.slice(at + 1, at + 3))?.[0];
    const special = text[at + 1];
    if (hex) add(Buffer.from(hex, 'hex'), false);
    else if (special && ' "#+,;<=>\\'.includes(special)) add(Buffer.from(special), false);
    else return null;
    at += hex ? 2 : 1;
  }
  const value = utf8OrNull(Buffer.concat(bytes).subarray(0, keeps));
  const next = text[at] ?? '';
  return value === null || value === '' ? null : { value, next: next === ';' ? ',' : next, rest: text.slice(at + 1) };
}
