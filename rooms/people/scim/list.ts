// SPDX-License-Identifier: EUPL-1.2
import { isResource, readAttributePath, valueOf, type Resource } from './attribute-path.ts';
import { ScimFault } from './fault.ts';
import { matches, parseFilter } from './filter.ts';

export const MOST_LISTED = 1_000;
const ALWAYS = new Set(['schemas', 'id']);

/** A page of the resources that a query chooses (RFC 7644 §3.4.2), as its parameters came. */
export function listOf(all: readonly Resource[], query: Resource): Resource {
  const filter = textOf(query, 'filter');
  const parsed = filter === undefined ? undefined : parseFilter(filter);
  const found = parsed ? all.filter((one) => matches(parsed, one)) : [...all];
  const sorted = sortedBy(found, textOf(query, 'sortBy'), textOf(query, 'sortOrder'));
  const start = Math.max(1, numberOf(query, 'startIndex') ?? 1);
  const count = Math.min(MOST_LISTED, Math.max(0, numberOf(query, 'count') ?? MOST_LISTED));
  const page = sorted.slice(start - 1, start - 1 + count).map((one) => shown(one, query));
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: found.length,
    startIndex: start,
    itemsPerPage: page.length,
    Resources: page,
  };
}

/** A resource with the attributes that were asked for, or without those that were declined. */
export function shown(resource: Resource, query: Resource): Resource {
  const [wanted, declined] = [pathsOf(query, 'attributes'), pathsOf(query, 'excludedAttributes')];
  if (wanted && declined) throw new ScimFault(400, 'Demandez attributes ou excludedAttributes, pas les deux.', 'invalidValue');
  if (wanted) return pick(resource, wanted, true);
  return declined ? pick(resource, declined, false) : resource;
}

type Path = { urn?: string; name: string; sub?: string };

function pick(resource: Resource, paths: readonly Path[], isWanted: boolean): Resource {
  const made: Resource = {};
  for (const [key, value] of Object.entries(resource)) {
    const named = paths.filter((path) => isSame(path.urn ?? path.name, key));
    const subs = named.flatMap((path) => (path.urn ? [path.name] : path.sub ? [path.sub] : []));
    if (ALWAYS.has(key)) made[key] = value;
    else if (named.length === 0) {
      if (!isWanted) made[key] = value;
    } else if (subs.length === named.length) made[key] = parts(value, subs, isWanted);
    else if (isWanted) made[key] = value;
  }
  return made;
}

function parts(value: unknown, subs: readonly string[], isWanted: boolean): unknown {
  if (Array.isArray(value)) return value.map((one) => parts(one, subs, isWanted));
  if (!isResource(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => subs.some((sub) => isSame(sub, key)) === isWanted));
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function pathsOf(query: Resource, name: string): Path[] | undefined {
  const given = valueOf(query, name);
  if (given === undefined || given === '') return undefined;
  const words = Array.isArray(given) ? given.map(String) : String(given).split(',');
  return words.map((word) => {
    const path = readAttributePath(word.trim());
    if (!path) throw new ScimFault(400, `Le paramètre ${name} comporte un nom d’attribut incorrect.`, 'invalidValue');
    return path;
  });
}

function sortedBy(found: Resource[], by: string | undefined, order: string | undefined): Resource[] {
  if (by === undefined) return found;
  const path = readAttributePath(by);
  if (!path) throw new ScimFault(400, 'Le paramètre sortBy n’est pas un nom d’attribut.', 'invalidPath');
  if (order !== undefined && !['ascending', 'descending'].includes(order.toLowerCase()))
    throw new ScimFault(400, 'Le paramètre sortOrder est ascending ou descending.', 'invalidValue');
  const collator = new Intl.Collator('fr', { sensitivity: 'base', numeric: true });
  const keyed = found.map((one) => ({ one, key: sortKey(one, path) }));
  const turn = order?.toLowerCase() === 'descending' ? -1 : 1;
  // RFC 7644 §3.4.2.3: those without the attribute come last when ascending.
  keyed.sort((a, b) => turn * (Number(a.key === undefined) - Number(b.key === undefined) || collator.compare(a.key ?? '', b.key ?? '')));
  return keyed.map(({ one }) => one);
}

function sortKey(resource: Resource, { urn, name, sub }: Path): string | undefined {
  const value = valueOf(urn === undefined ? resource : valueOf(resource, urn), name);
  const one: unknown = Array.isArray(value) ? (value.find((item) => valueOf(item, 'primary') === true) ?? value[0]) : value;
  const held = sub === undefined ? (isResource(one) ? valueOf(one, 'value') : one) : valueOf(one, sub);
  return held === undefined || held === null ? undefined : String(held);
}

function textOf(query: Resource, name: string): string | undefined {
  const value = valueOf(query, name);
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string') throw new ScimFault(400, `Le paramètre ${name} doit être un seul texte.`, 'invalidValue');
  return value;
}

function numberOf(query: Resource, name: string): number | undefined {
  const value = valueOf(query, name);
  if (value === undefined || value === '') return undefined;
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new ScimFault(400, `Le paramètre ${name} doit être un nombre entier.`, 'invalidValue');
  return number;
}
