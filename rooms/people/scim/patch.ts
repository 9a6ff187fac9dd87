// SPDX-License-Identifier: EUPL-1.2
import { isDeepStrictEqual } from 'node:util';
import { isResource, keyOf, valueOf, type Resource } from './attribute-path.ts';
import { ScimFault } from './fault.ts';
import type { Filter } from './filter.ts';
import { matches } from './matches.ts';
import { isMultiple, readPatchPath, type PatchPath } from './patch-path.ts';

export type PatchOperation = { op: string; path?: string | undefined; value?: unknown };
type Act = 'add' | 'replace' | 'remove';

const MOST_OPERATIONS = 1000;

/** The resource after the operations of RFC 7644 §3.5.2, in order; the given one is left as it was, and one refusal refuses them all. */
export function applyPatch(resource: Resource, operations: readonly PatchOperation[]): Resource {
  if (operations.length > MOST_OPERATIONS) throw new ScimFault(413, 'La requête dépasse 1 000 opérations.');
  const patched = structuredClone(resource);
  for (const { op, path, value } of operations) {
    const act = readAct(op);
    if (path !== undefined && path !== '') applyAt(patched, act, readPatchPath(path), clean(value));
    else applyWhole(patched, act, value);
  }
  return patched;
}

// Entra ID writes "Add", "Replace", "Remove".
function readAct(op: unknown): Act {
  const act = typeof op === 'string' ? op.toLowerCase() : '';
  if (act === 'add' || act === 'replace' || act === 'remove') return act;
  throw new ScimFault(400, 'L’opération doit être add, replace ou remove.', 'invalidSyntax');
}

function applyWhole(resource: Resource, act: Act, value: unknown): void {
  if (act === 'remove') throw new ScimFault(400, 'Une suppression demande un chemin.', 'noTarget');
  if (!isResource(value)) throw invalidValue('Sans chemin, la valeur doit être un objet.');
  for (const [key, one] of Object.entries(value)) {
    // Okta repeats the id and the schemas beside what it changes.
    if (key === 'schemas' || (key === 'id' && one === resource['id'])) continue;
    applyAt(resource, act, readPatchPath(key), clean(one));
  }
}

function applyAt(resource: Resource, act: Act, path: PatchPath, value: unknown): void {
  if (act !== 'remove' && value === undefined) throw invalidValue('La valeur de l’opération manque.');
  const holder = path.urn === undefined ? resource : extensionOf(resource, path.urn, act);
  if (holder === undefined) return;
  if (path.filter !== undefined) applyToSome(holder, act, path, path.filter, value);
  else if (path.sub !== undefined) applyToSub(holder, act, path, path.sub, value);
  else if (isMultiple(path)) applyToList(holder, act, path.name, value);
  else put(holder, act, path.name, value);
}

function extensionOf(resource: Resource, urn: string, act: Act): Resource | undefined {
  const held = valueOf(resource, urn);
  if (isResource(held)) return held;
  if (act === 'remove') return undefined;
  const made: Resource = {};
  resource[keyOf(resource, urn) ?? urn] = made;
  return made;
}

function applyToSome(holder: Resource, act: Act, path: PatchPath, filter: Filter, value: unknown): void {
  const list = listOf(holder, path.name);
  const chosen = list.filter((one) => matches(filter, one));
  const { sub } = path;
  if (act === 'remove' && sub === undefined)
    return store(
      holder,
      path.name,
      list.filter((one) => !chosen.includes(one)),
    );
  if (chosen.length === 0) {
    if (act === 'remove') return;
    // Entra ID replaces emails[type eq "work"].value before there is any.
    const made = describedBy(filter);
    if (made === undefined) throw new ScimFault(400, 'Aucun élément ne répond au filtre du chemin.', 'noTarget');
    list.push(made);
    chosen.push(made);
  }
  for (const one of chosen.filter(isResource)) {
    if (sub !== undefined) put(one, act, sub, value);
    else if (isResource(value)) for (const [key, part] of Object.entries(value)) put(one, act, key, part);
    else throw invalidValue('La valeur doit être un objet.');
  }
  store(holder, path.name, keepOnePrimary(list, chosen));
}

function describedBy(filter: Filter): Resource | undefined {
  const parts = filter.kind === 'and' ? filter.all : [filter];
  const made: Resource = {};
  for (const part of parts) {
    if (part.kind !== 'compare' || part.operator !== 'eq' || part.path.sub !== undefined) return undefined;
    put(made, 'add', part.path.name, part.value);
  }
  return made;
}

function applyToSub(holder: Resource, act: Act, path: PatchPath, sub: string, value: unknown): void {
  if (isMultiple(path)) {
    const list = listOf(holder, path.name);
    if (list.length === 0 && act !== 'remove') throw new ScimFault(400, 'La liste désignée par le chemin est vide.', 'noTarget');
    for (const one of list.filter(isResource)) put(one, act, sub, value);
    return store(holder, path.name, list);
  }
  const inner = valueOf(holder, path.name);
  if (isResource(inner)) return put(inner, act, sub, value);
  if (inner !== undefined && inner !== null) throw new ScimFault(400, 'L’attribut n’a pas de sous-attribut.', 'invalidPath');
  if (act === 'remove') return;
  const made: Resource = {};
  put(made, act, sub, value);
  put(holder, 'replace', path.name, made);
}

function applyToList(holder: Resource, act: Act, name: string, value: unknown): void {
  const given = value === undefined || value === null ? [] : [value].flat().map((one) => clean(one));
  const list = listOf(holder, name);
  if (act === 'remove') return store(holder, name, value === undefined ? [] : list.filter((one) => !given.some((gone) => isSame(one, gone, name))));
  const kept = act === 'add' ? list : [];
  const fresh: unknown[] = [];
  for (const one of given) if (![...kept, ...fresh].some((held) => isSame(held, one, name, true))) fresh.push(one);
  store(holder, name, keepOnePrimary([...kept, ...fresh], fresh));
}

// A member is its value: its display and $ref are ours. Elsewhere an element to remove may be named by its value alone.
function isSame(held: unknown, given: unknown, name: string, isWhole = false): boolean {
  if (isDeepStrictEqual(held, given)) return true;
  if (isWhole && name !== 'members') return false;
  const value = isResource(given) ? (name === 'members' || Object.keys(given).length === 1 ? given['value'] : undefined) : given;
  return value !== undefined && valueOf(held, 'value') === value;
}

// RFC 7644 §3.5.2: a new primary takes the place of the old one.
function keepOnePrimary(list: unknown[], fresh: readonly unknown[]): unknown[] {
  const primary = fresh.findLast((one) => valueOf(one, 'primary') === true);
  if (primary === undefined) return list;
  return list.map((one) => (one !== primary && isResource(one) && one['primary'] === true ? { ...one, primary: false } : one));
}

function put(holder: Resource, act: Act, name: string, value: unknown): void {
  if (name === '__proto__') throw new ScimFault(400, 'Le nom de l’attribut est incorrect.', 'invalidPath');
  const key = keyOf(holder, name) ?? name;
  const held = holder[key];
  if (act === 'remove' || value === null) delete holder[key];
  else if (isResource(held) && isResource(value)) for (const [inner, part] of Object.entries(value)) put(held, act, inner, part);
  else holder[key] = clean(value, name);
}

function listOf(holder: Resource, name: string): unknown[] {
  const held = valueOf(holder, name);
  return held === undefined || held === null ? [] : [held].flat();
}

function store(holder: Resource, name: string, list: unknown[]): void {
  const key = keyOf(holder, name) ?? name;
  if (list.length === 0) delete holder[key];
  else holder[key] = list;
}

// Entra ID writes booleans as the strings "True" and "False"; only active and primary are booleans in our schemas.
function clean(value: unknown, name = ''): unknown {
  if (typeof value === 'string' && ['active', 'primary'].includes(name.toLowerCase()) && /^(?:true|false)$/i.test(value))
    return value.toLowerCase() === 'true';
  if (Array.isArray(value)) return value.map((one) => clean(one));
  if (!isResource(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '__proto__')
      .map(([key, one]) => [key, clean(one, key)]),
  );
}

function invalidValue(detail: string): ScimFault {
  return new ScimFault(400, detail, 'invalidValue');
}
