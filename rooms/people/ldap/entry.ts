// SPDX-License-Identifier: EUPL-1.2
import { attributeNamed } from './schema.ts';

/** An entry: its name, and the values of each attribute under the name that the schema gives it. An attribute without value is left out. */
export type Entry = { dn: string; attributes: ReadonlyMap<string, readonly string[]> };

/** An entry from its attributes; empty values are left out. */
export function entry(dn: string, attributes: Readonly<Record<string, string | number | null | readonly string[]>>): Entry {
  const kept = new Map<string, readonly string[]>([['entryDN', [dn]]]);
  for (const [name, value] of Object.entries({ subschemaSubentry: 'cn=subschema', ...attributes })) {
    const values = (Array.isArray(value) ? value : [value]).flatMap((one: string | number | null) =>
      one === null || one === '' ? [] : [String(one)],
    );
    if (values.length > 0) kept.set(name, values);
  }
  return { dn, attributes: kept };
}

export type Selection = { has(name: string): boolean };

/** Which attributes a search asks for (RFC 4511 §4.5.1.8, RFC 3673): none named or `*` is all but the operational ones, `+` is those, `1.1` none. */
export function selectionOf(asked: readonly string[]): Selection {
  const names = new Set(asked.flatMap((name) => attributeNamed(name)?.name ?? []));
  const all = asked.length === 0 || asked.includes('*');
  const operational = asked.includes('+');
  return {
    has: (name) => names.has(name) || (attributeNamed(name)?.isOperational ? operational : all),
  };
}

/** The attributes of an entry that were asked for. */
export function selected({ attributes }: Entry, selection: Selection, typesOnly: boolean): (readonly [string, readonly string[]])[] {
  return [...attributes].flatMap(([name, values]) => (selection.has(name) ? [[name, typesOnly ? [] : values] as const] : []));
}
