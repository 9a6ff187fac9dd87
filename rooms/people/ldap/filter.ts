// SPDX-License-Identifier: EUPL-1.2
/** Search filters (RFC 4511 §4.5.1.7), as data. */
import { BerFault, booleanOf, elementsIn, onlyElementIn, type Element } from './ber/read-ber.ts';
import { utf8, utf8OrNull } from './utf8.ts';

export type Comparison = 'equal' | 'at-least' | 'at-most' | 'approx';

/** `value` is null where the bytes are no text that any of our syntaxes allows: the comparison is then undefined. */
type ComparisonFilter = { [Kind in Comparison]: { kind: Kind; attribute: string; value: string | null } }[Comparison];

export type Filter =
  | { kind: 'and'; of: readonly Filter[] }
  | { kind: 'or'; of: readonly Filter[] }
  | { kind: 'not'; of: Filter }
  | { kind: 'present'; attribute: string }
  | ComparisonFilter
  | { kind: 'substring'; attribute: string; starts: string | null; holds: readonly string[]; ends: string | null }
  | { kind: 'extensible'; rule: string | null; attribute: string | null; value: string | null; inDn: boolean }
  /** Understood, and true or false of nothing. */
  | { kind: 'undefined' };

// Beyond what any program asks; each level is one call deep.
const DEEPEST = 24;
const MOST_PARTS = 1_000;

const COMPARISONS: Readonly<Record<number, Comparison>> = { 0xa3: 'equal', 0xa5: 'at-least', 0xa6: 'at-most', 0xa8: 'approx' };

/** Reads a filter. Throws `BerFault` where it is none, or nested or wide beyond reason. */
export function readFilter(element: Element): Filter {
  const left = { parts: MOST_PARTS };
  return readAt(element, 0, left);
}

function readAt(element: Element, depth: number, left: { parts: number }): Filter {
  if (depth > DEEPEST || --left.parts < 0) throw new BerFault('a filter of too many parts');
  const { tag, content } = element;
  const inside = (one: Element): Filter => readAt(one, depth + 1, left);
  if (tag === 0xa0 || tag === 0xa1) return { kind: tag === 0xa0 ? 'and' : 'or', of: elementsIn(content, MOST_PARTS).map(inside) };
  if (tag === 0xa2) return { kind: 'not', of: inside(onlyElementIn(content)) };
  if (tag === 0x87) return { kind: 'present', attribute: utf8(content) };
  if (tag === 0xa4) return readSubstring(content);
  if (tag === 0xa9) return readExtensible(content);
  const kind = COMPARISONS[tag];
  if (!kind) throw new BerFault(`a filter of an unknown kind, 0x${tag.toString(16)}`);
  const [attribute, value] = elementsIn(content, 2);
  if (!attribute || !value) throw new BerFault('a comparison without its value');
  return { kind, attribute: utf8(attribute.content), value: utf8OrNull(value.content) };
}

function readSubstring(content: Buffer): Filter {
  const [attribute, list] = elementsIn(content, 2);
  const parts = list ? elementsIn(list.content, MOST_PARTS) : [];
  if (!attribute || parts.length === 0) throw new BerFault('a substring filter without its parts');
  const found = { starts: null as string | null, holds: [] as string[], ends: null as string | null };
  for (const [place, part] of parts.entries()) {
    const value = utf8OrNull(part.content);
    if (value === null) return { kind: 'undefined' };
    if (part.tag === 0x80 && place === 0) found.starts = value;
    else if (part.tag === 0x81) found.holds.push(value);
    else if (part.tag === 0x82 && place === parts.length - 1) found.ends = value;
    else throw new BerFault('the parts of a substring filter in a wrong order');
  }
  return { kind: 'substring', attribute: utf8(attribute.content), ...found };
}

function readExtensible(content: Buffer): Filter {
  const found = { rule: null as string | null, attribute: null as string | null, value: null as string | null, inDn: false };
  let hasValue = false;
  for (const { tag, content: bytes } of elementsIn(content, 4)) {
    if (tag === 0x81) found.rule = utf8(bytes);
    else if (tag === 0x82) found.attribute = utf8(bytes);
    else if (tag === 0x83) [found.value, hasValue] = [utf8OrNull(bytes), true];
    else if (tag === 0x84) found.inDn = booleanOf(bytes);
    else throw new BerFault('an unknown part of an extensible filter');
  }
  if (!hasValue || (found.rule === null && found.attribute === null)) throw new BerFault('an extensible filter without rule, attribute or value');
  return { kind: 'extensible', ...found };
}
