// SPDX-License-Identifier: EUPL-1.2
/** Whether an entry matches a filter, in the three-valued logic of RFC 4511 §4.5.1.7: null is "undefined". */
import { parseDn, plainDn } from './dn.ts';
import type { Entry } from './entry.ts';
import type { Comparison, Filter } from './filter.ts';
import { folded, plain, plainPart, plainPhone } from './plain.ts';
import { attributeNamed, matchingRuleNamed, plainOid, type Rule } from './schema.ts';

export function matches(filter: Filter, entry: Entry): boolean | null {
  switch (filter.kind) {
    case 'and':
      return all(filter.of.map((one) => matches(one, entry)));
    case 'or':
      return not(all(filter.of.map((one) => not(matches(one, entry)))));
    case 'not':
      return not(matches(filter.of, entry));
    case 'present': {
      const type = attributeNamed(filter.attribute);
      return type ? entry.attributes.has(type.name) : null;
    }
    case 'substring':
      return substringMatches(filter, entry);
    case 'extensible':
      return extensibleMatches(filter, entry);
    case 'undefined':
      return null;
    default: {
      const type = attributeNamed(filter.attribute);
      if (!type || filter.value === null) return null;
      return any(type.rule, filter.kind, entry.attributes.get(type.name) ?? [], filter.value);
    }
  }
}

/** A value as a rule compares it; null where the text is no value of that kind. */
export function comparable(rule: Rule, value: string): string | null {
  if (rule === 'exact') return value;
  if (rule === 'dn') return plainDn(value);
  if (rule === 'integer') return /^-?\d{1,15}$/.test(value) ? String(Number(value)) : null;
  if (rule === 'oid') return /^[\w.;-]+$/.test(value) ? plainOid(value) : null;
  if (rule === 'uuid') return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? value.toLowerCase() : null;
  if (rule === 'time') return plainTime(value);
  if (rule === 'boolean') return /^(true|false)$/i.test(value) ? value.toUpperCase() : null;
  if (rule === 'phone') return plainPhone(value);
  return rule === 'definition' ? null : plain(value);
}

/** Whether values are text that may be searched by parts. */
export function isTextRule(rule: Rule): boolean {
  return rule === 'ignore' || rule === 'ia5' || rule === 'phone';
}

/** Whether values have an order that `>=` and `<=` may ask for. */
export function isOrderedRule(rule: Rule | undefined): boolean {
  return rule === 'integer' || rule === 'time';
}

// Generalized time (RFC 4517 §3.3.13) in UTC, to the second: the only form of our values.
function plainTime(value: string): string | null {
  const [, digits, minutes = '00', seconds = '00'] = /^(\d{10})(\d{2})?(\d{2})?(?:[.,]\d+)?Z$/.exec(value) ?? [];
  return digits ? `${digits}${minutes}${seconds}Z` : null;
}

function any(rule: Rule, kind: Comparison, values: readonly string[], asserted: string): boolean | null {
  const wanted = comparable(rule, asserted);
  if (wanted === null) return null;
  if ((kind === 'at-least' || kind === 'at-most') && !isOrderedRule(rule)) return null;
  const isText = isTextRule(rule) && rule !== 'phone';
  return values.some((value) => {
    const held = comparable(rule, value);
    if (held === null) return false;
    if (kind === 'approx' && isText) return folded(held) === folded(wanted);
    if (kind === 'equal' || kind === 'approx') return held === wanted;
    const order = rule === 'integer' ? Number(held) - Number(wanted) : held < wanted ? -1 : held > wanted ? 1 : 0;
    return kind === 'at-least' ? order >= 0 : order <= 0;
  });
}

function substringMatches({ attribute, starts, holds, ends }: Extract<Filter, { kind: 'substring' }>, entry: Entry): boolean | null {
  const type = attributeNamed(attribute);
  if (!type || !isTextRule(type.rule)) return null;
  const form = type.rule === 'phone' ? plainPhone : plainPart;
  return (entry.attributes.get(type.name) ?? []).some((value) => {
    let rest = type.rule === 'phone' ? plainPhone(value) : plain(value);
    const first = form(starts ?? '');
    if (!rest.startsWith(first)) return false;
    rest = rest.slice(first.length);
    for (const part of holds.map(form)) {
      const at = rest.indexOf(part);
      if (at < 0) return false;
      rest = rest.slice(at + part.length);
    }
    return rest.endsWith(form(ends ?? ''));
  });
}

function extensibleMatches({ rule, attribute, value, inDn }: Extract<Filter, { kind: 'extensible' }>, entry: Entry): boolean | null {
  const type = attribute === null ? null : attributeNamed(attribute);
  const named = rule === null ? null : matchingRuleNamed(rule);
  const way = named ?? (rule === null ? type?.rule : undefined);
  if (type === undefined || way === undefined || value === null) return null;
  // A rule without an attribute compares with all those whose values it can read.
  const values = type
    ? (entry.attributes.get(type.name) ?? [])
    : [...entry.attributes].flatMap(([name, held]) => (readableBy(way, name) ? held : []));
  const ofName = inDn ? (parseDn(entry.dn) ?? []).flat().filter((part) => !type || attributeNamed(part.attribute) === type) : [];
  return any(way, 'equal', [...values, ...ofName.map((part) => part.value)], value);
}

function readableBy(way: Rule, name: string): boolean {
  const own = attributeNamed(name)?.rule;
  const isText = (rule: Rule | undefined): boolean => rule === 'exact' || (rule !== undefined && isTextRule(rule));
  return own === way || (isText(way) && isText(own));
}

function all(results: readonly (boolean | null)[]): boolean | null {
  return results.includes(false) ? false : results.includes(null) ? null : true;
}

function not(result: boolean | null): boolean | null {
  return result === null ? null : !result;
}
