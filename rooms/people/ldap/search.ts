// SPDX-License-Identifier: EUPL-1.2
/** The search operation (RFC 4511 §4.5), in two steps: which entries match, then their attributes, some hundreds at a time. */
import { sql, type Transaction } from 'kysely';
import { todayInParis } from '#platform/calendar/paris.ts';
import { inOrganisations } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import type { Tables } from '../tables.ts';
import { code, LdapRefusal } from './answers.ts';
import { bodyEntry, rootEntry, unitEntry } from './containers.ts';
import { parseDn } from './dn.ts';
import { selectionOf, type Entry, type Selection } from './entry.ts';
import type { Filter } from './filter.ts';
import type { Holder, SeenBody } from './holder.ts';
import { findGroups, loadGroups, type GroupKey, type GroupReach } from './load-groups.ts';
import { findPeople, loadPeople, type PersonKey } from './load-people.ts';
import { matches } from './matches.ts';
import { dnOf, placeOf, type Leaf, type Place } from './places.ts';
import type { Scope, SearchRequest } from './read-message.ts';

/** An entry that was found: whole where it costs nothing, otherwise what loads it. */
export type Found = { kind: 'ready'; entry: Entry } | PersonKey | GroupKey;

/** More than any body has; beyond, the answer says that it is cut. */
export const MOST_FOUND = 20_000;
const CHUNK = 500;
const LONGEST_SECONDS = 10;
const EVERYTHING: Filter = { kind: 'and', of: [] };

/** Which entries match, in the order in which they are sent. Refuses a base that is no name, that does not exist, or that the holder may not see. */
export async function find(house: House, holder: Holder, { base, scope, filter, timeLimit }: SearchRequest): Promise<Found[]> {
  const dn = parseDn(base);
  if (!dn) throw new LdapRefusal({ code: code.invalidDNSyntax, says: 'La base de recherche n’est pas un nom LDAP.' });
  const asked = placeOf(dn);
  // The empty name stands above the root: whoever searches below it means everything.
  const place: Place | null = asked?.kind === 'root-dse' ? { kind: 'root' } : asked;
  const body = place && 'slug' in place ? holder.bodies.find(({ slug }) => slug === place.slug) : undefined;
  if (!place || place.kind === 'schema' || place.kind === 'reader' || ('slug' in place && !body)) throw noSuchObject(body);
  const seconds = Math.min(timeLimit || LONGEST_SECONDS, LONGEST_SECONDS);
  return reading(house, holder, seconds, async (tx, day) => {
    if (body && 'name' in place) return findLeaf(tx, { day, body, place, scope, filter });
    const { ready, people, groups } = reachOf(place, scope, holder.bodies, body);
    const containers = ready.filter((one) => matches(filter, one)).map((entry): Found => ({ kind: 'ready', entry }));
    const persons = people.length > 0 ? await findPeople(tx, { bodies: people, day, filter, most: MOST_FOUND + 1 }) : [];
    return [...containers, ...persons, ...(groups.bodies.length > 0 ? await findGroups(tx, { ...groups, day, filter }) : [])];
  });
}

/** The entries of what was found, some hundreds at a time, as they are when they are sent. */
export async function* load(house: House, holder: Holder, found: readonly Found[], asked: Selection): AsyncGenerator<Entry[]> {
  for (let at = 0; at < found.length; at += CHUNK) {
    const chunk = found.slice(at, at + CHUNK);
    const ready = chunk.flatMap((one) => (one.kind === 'ready' ? [one.entry] : []));
    const persons = chunk.filter((one) => one.kind === 'person');
    const groups = chunk.filter((one) => one.kind === 'group');
    if (persons.length + groups.length === 0) yield ready;
    else
      yield await reading(house, holder, LONGEST_SECONDS, async (tx, day) => {
        const { bodies } = holder;
        const people = persons.length > 0 ? await loadPeople(tx, { bodies, day, keys: persons, withGroups: asked.has('memberOf') }) : [];
        const withMembers = asked.has('member') || asked.has('memberUid');
        return [...ready, ...people, ...(groups.length > 0 ? await loadGroups(tx, { bodies, day, keys: groups, withMembers }) : [])];
      });
  }
}

/** One entry by its name, with all that it says; null where the holder sees none. */
export async function entryNamed(house: House, holder: Holder, base: string): Promise<Entry | null> {
  const request: SearchRequest = {
    op: 'search',
    base,
    scope: 'base',
    sizeLimit: 1,
    timeLimit: 0,
    typesOnly: false,
    filter: EVERYTHING,
    attributes: [],
  };
  for await (const [entry] of load(house, holder, await find(house, holder, request), selectionOf(['*', '+']))) return entry ?? null;
  return null;
}

async function reading<Result>(
  house: House,
  holder: Holder,
  seconds: number,
  work: (tx: Transaction<Tables>, day: string) => Promise<Result>,
): Promise<Result> {
  const ids = holder.bodies.map(({ id }) => id);
  const run = async (tx: Transaction<Tables>): Promise<Result> => {
    await sql`select set_config('statement_timeout', ${`${seconds}s`}, true)`.execute(tx);
    return work(tx, todayInParis(house.clock.now()).toString());
  };
  try {
    return await inOrganisations<Tables, Result>(house.db, ids, run, { person: holder.personId, readOnly: true });
  } catch (error) {
    // query_canceled
    if (error instanceof Error && 'code' in error && error.code === '57014')
      throw new LdapRefusal({ code: code.timeLimitExceeded, says: 'La recherche prend trop de temps : précisez le filtre ou la base.' });
    throw error;
  }
}

async function findLeaf(
  tx: Transaction<Tables>,
  { day, body, place, scope, filter }: { day: string; body: SeenBody; place: Leaf; scope: Scope; filter: Filter },
): Promise<Found[]> {
  const looked = { bodies: [body], day, name: place.name, most: 1 };
  const search = (wanted: Filter): Promise<Found[]> =>
    place.kind === 'person'
      ? findPeople(tx, { ...looked, filter: wanted, uid: place.name })
      : findGroups(tx, { ...looked, filter: wanted, which: place.kind === 'role' ? 'roles' : 'groups' });
  const found = await search(filter);
  if (found.length > 0) return scope === 'one' ? [] : found;
  if ((await search(EVERYTHING)).length === 0) throw noSuchObject(body, place.kind === 'person' ? 'people' : 'groups');
  return [];
}

type Reach = { ready: Entry[]; people: readonly SeenBody[]; groups: GroupReach };

function reachOf(place: Place, scope: Scope, bodies: readonly SeenBody[], body: SeenBody | undefined): Reach {
  const nothing: Reach = { ready: [], people: [], groups: { bodies: [], which: 'both' } };
  if (place.kind === 'root') {
    if (scope === 'base') return { ...nothing, ready: [rootEntry()] };
    if (scope === 'one') return { ...nothing, ready: bodies.map(bodyEntry) };
    return { ready: [rootEntry(), ...bodies.flatMap(withUnits)], people: bodies, groups: { bodies, which: 'both' } };
  }
  if (!body) return nothing;
  if (place.kind === 'body') {
    if (scope === 'base') return { ...nothing, ready: [bodyEntry(body)] };
    if (scope === 'one') return { ...nothing, ready: [unitEntry(body, 'people'), unitEntry(body, 'groups')] };
    return { ready: withUnits(body), people: [body], groups: { bodies: [body], which: 'both' } };
  }
  if (place.kind !== 'people' && place.kind !== 'groups' && place.kind !== 'roles') return nothing;
  const unit = place.kind;
  const itself = scope === 'one' ? [] : [unitEntry(body, unit)];
  if (scope === 'base') return { ...nothing, ready: itself };
  if (unit === 'people') return { ...nothing, ready: itself, people: [body] };
  if (unit === 'roles') return { ...nothing, ready: itself, groups: { bodies: [body], which: 'roles' } };
  return { ...nothing, ready: [...itself, unitEntry(body, 'roles')], groups: { bodies: [body], which: scope === 'one' ? 'groups' : 'both' } };
}

function withUnits(body: SeenBody): Entry[] {
  return [bodyEntry(body), ...(['people', 'groups', 'roles'] as const).map((unit) => unitEntry(body, unit))];
}

function noSuchObject(body: SeenBody | undefined, unit?: 'people' | 'groups'): LdapRefusal {
  const nearest: Place = !body ? { kind: 'root' } : { kind: unit ?? 'body', slug: body.slug };
  return new LdapRefusal({ code: code.noSuchObject, matched: dnOf(nearest), says: 'Cette entrée n’existe pas, ou vous ne la voyez pas.' });
}
