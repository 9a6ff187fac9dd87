// SPDX-License-Identifier: EUPL-1.2
import type { dayForms, encodings } from './mapping.ts';

type DayForm = (typeof dayForms)[number];

/** An ISO day as the other program writes it. */
export function dayText(iso: string, form: DayForm): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  return { 'dd/mm/yyyy': `${day}/${month}/${year}`, 'yyyy-mm-dd': iso, yyyymmdd: `${year}${month}${day}`, ddmmyyyy: `${day}${month}${year}` }[form];
}

/** A day as the other program writes it, or as anybody would with separators; null when it is no day of the calendar. */
export function readDay(text: string, form: DayForm): string | null {
  const said = text.trim();
  const parts =
    /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?:[T ].*)?$/.exec(said) ??
    /^(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>\d{4})(?: .*)?$/.exec(said) ??
    (form === 'ddmmyyyy' ? /^(?<day>\d{2})(?<month>\d{2})(?<year>\d{4})$/ : /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/).exec(said);
  if (!parts?.groups) return null;
  const { year, month, day } = parts.groups;
  try {
    return Temporal.PlainDate.from({ year: Number(year), month: Number(month), day: Number(day) }, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

/** Cents of `1 234,56 €`, `1234.5`, `1.234,56` or `-12`; null when it is no amount. */
export function readAmount(text: string): number | null {
  const bare = text.replaceAll(/[\s\u00a0\u202f']|€|EUR/g, '');
  const parts = /^([+-]?)(\d{1,12}|\d{1,3}(?:[.,]\d{3})+)(?:[.,](\d{1,2}))?$/.exec(bare);
  if (!parts) return null;
  const cents = Number((parts[2] ?? '').replaceAll(/[.,]/g, '')) * 100 + Number((parts[3] ?? '').padEnd(2, '0'));
  return parts[1] === '-' ? -cents : cents;
}

/** Bytes of a text, or the first character that the encoding lacks. */
export function encodeText(text: string, encoding: (typeof encodings)[number]): { bytes: Uint8Array } | { foreign: string } {
  if (encoding === 'utf-8') return { bytes: new TextEncoder().encode(text) };
  if (encoding === 'utf-8-bom') return { bytes: new TextEncoder().encode(`\ufeff${text}`) };
  const table = encoding === 'windows-1252' ? windows1252 : latin1;
  const bytes = new Uint8Array([...text].length);
  let at = 0;
  for (const character of text) {
    // A narrow space is a space for a program; the others have no stand-in that would not change what is said.
    const byte = table.get(character) ?? (/\s/.test(character) ? 0x20 : undefined);
    if (byte === undefined) return { foreign: character };
    bytes[at++] = byte;
  }
  return { bytes };
}

const latin1: ReadonlyMap<string, number> = new Map(Array.from({ length: 256 }, (_, byte) => [String.fromCodePoint(byte), byte] as const));
const windows1252: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1252').decode(Uint8Array.of(byte)), byte] as const),
);
