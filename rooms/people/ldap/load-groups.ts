// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import { couldMatch, type Known } from './could-match.ts';
import { entry, type Entry } from './entry.ts';
import type { Filter } from './filter.ts';
import type { SeenBody } from './holder.ts';
import { matches } from './matches.ts';
import { parseDn } from './dn.ts';
import { dnOf, EVERYBODY, placeOf } from './places.ts';
import { plain } from './plain.ts';

const GROUP_CONSTANTS = { structuralObjectClass: ['groupOfNames'], hasSubordinates: ['FALSE'] };

export type GroupKey = { kind: 'group'; id: string };
export type GroupReach = { bodies: readonly SeenBody[]; which: 'groups' | 'roles' | 'both'; name?: string };

// Whoever asks for a person by uid or mail asks for no group: reading the roles of thousands of mandates is spared.
const KNOWN: Known = {
  variants: [
    ['top', 'groupOfNames'],
    ['top', 'groupOfNames', 'posixGroup'],
  ].map((objectClass) => ({ objectClass, ...GROUP_CONSTANTS })),
  varying: ['cn', 'description', 'o', 'gidNumber', 'member', 'memberUid', 'entryUUID'],
};

type GroupRow = {
  organisation_id: string;
  is_role: boolean;
  key: string;
  name: string;
  says: string | null;
  number: number | null;
  uuid: string | null;
};
type MemberRow = { organisation_id: string; key: string; uid: string };

/** The groups within reach that match, by body and name. Members are read only as far as the filter asks for them. */
export async function findGroups(tx: Transaction<Tables>, reach: GroupReach & { day: string; filter: Filter }): Promise<GroupKey[]> {
  if (!couldMatch(reach.filter, KNOWN)) return [];
  const asked = membersAsked(reach.filter);
  const groups = await groupsWithin(tx, reach, asked);
  return groups.filter(({ entry: one }) => matches(reach.filter, one)).map(({ id }) => ({ kind: 'group', id }));
}

/** The entries of these groups, with their members where asked. */
export async function loadGroups(
  tx: Transaction<Tables>,
  { bodies, day, keys, withMembers }: { bodies: readonly SeenBody[]; day: string; keys: readonly GroupKey[]; withMembers: boolean },
): Promise<Entry[]> {
  const wanted = new Set(keys.map(({ id }) => id));
  const groups = await groupsWithin(tx, { bodies, which: 'both', day }, withMembers ? 'all' : [], wanted);
  return groups.filter(({ id }) => wanted.has(id)).map((group) => group.entry);
}

async function groupsWithin(
  tx: Transaction<Tables>,
  { bodies, which, name, day }: GroupReach & { day: string },
  members: 'all' | readonly string[],
  only?: ReadonlySet<string>,
): Promise<{ id: string; entry: Entry }[]> {
  const rows = (await groupRows(tx, bodies, day)).filter(
    (row) =>
      (which === 'both' || row.is_role === (which === 'roles')) && (name === undefined || plain(row.name) === name) && (!only || only.has(idOf(row))),
  );
  // Whoever sees only themselves in a body sees there only the groups that hold them, without the others.
  const own = bodies.filter((body) => body.only !== null).map(({ id }) => id);
  const keys = [...new Set(rows.map(({ key }) => key))];
  const held = await memberRows(tx, { bodies, day, keys, members, own });
  const byGroup = new Map<string, string[]>();
  for (const { organisation_id, key, uid } of held) {
    const list = byGroup.get(`${organisation_id} ${key}`) ?? [];
    byGroup.set(`${organisation_id} ${key}`, list);
    list.push(uid);
  }
  return rows.flatMap((row) => {
    const body = bodies.find(({ id }) => id === row.organisation_id);
    const uids = byGroup.get(idOf(row)) ?? [];
    if (!body || (body.only !== null && uids.length === 0)) return [];
    return [{ id: idOf(row), entry: groupEntry(body, row, uids) }];
  });
}

async function groupRows(tx: Transaction<Tables>, bodies: readonly SeenBody[], day: string): Promise<GroupRow[]> {
  const ids = bodies.map(({ id }) => id);
  const { rows } = await sql<GroupRow>`
    select b.slug, g.organisation_id, false as is_role, g.id::text as key, g.name, g.description as says, n.number, n.id::text as uuid
    from people.person_group g
    join people.ldap_name n on n.organisation_id = g.organisation_id and n.group_id = g.id
    join organisations.body b on b.id = g.organisation_id
    where g.organisation_id = any (${ids}::uuid[])
    union all
    select b.slug, n.organisation_id, true, ${EVERYBODY}, ${EVERYBODY}, b.name, n.number, n.id::text
    from people.ldap_name n
    join organisations.body b on b.id = n.organisation_id
    where n.organisation_id = any (${ids}::uuid[]) and n.person_id is null and n.group_id is null
    union all
    select b.slug, held.organisation_id, true, held.role, held.role, r.name, null, null
    from (
      select distinct m.organisation_id, one.role
      from people.mandate m
      cross join unnest(m.roles) as one (role)
      where m.organisation_id = any (${ids}::uuid[]) and m.begins_on <= ${day}::date and (m.ends_on is null or m.ends_on >= ${day}::date)
    ) held
    join organisations.body b on b.id = held.organisation_id
    left join people.role r on r.organisation_id = held.organisation_id and r.key = held.role
    order by 1, 3, 5`.execute(tx);
  return rows;
}

async function memberRows(
  tx: Transaction<Tables>,
  asked: { bodies: readonly SeenBody[]; day: string; keys: readonly string[]; members: 'all' | readonly string[]; own: readonly string[] },
): Promise<MemberRow[]> {
  const { bodies, day, keys, members, own } = asked;
  if (members !== 'all' && members.length === 0 && own.length === 0) return [];
  const persons = bodies.flatMap(({ only }) => only ?? []);
  const { rows } = await sql<MemberRow>`
    select distinct n.organisation_id, held.key, n.name as uid
    from people.ldap_name n
    join people.mandate m on m.organisation_id = n.organisation_id and m.person_id = n.person_id
    cross join lateral (
      select one.role as key from unnest(m.roles || ${EVERYBODY}::text) as one (role)
      union all
      select gm.group_id::text from people.group_member gm where gm.organisation_id = m.organisation_id and gm.mandate_id = m.id
    ) held
    where n.organisation_id = any (${bodies.map(({ id }) => id)}::uuid[])
      and m.begins_on <= ${day}::date
      and (m.ends_on is null or m.ends_on >= ${day}::date)
      and held.key = any (${keys}::text[])
      and case when n.organisation_id = any (${own}::uuid[]) then n.person_id = any (${persons}::uuid[])
          else ${members === 'all'} or n.name = any (${members === 'all' ? [] : members}::text[]) end
    order by 1, 2, 3`.execute(tx);
  return rows;
}

function groupEntry(body: SeenBody, row: GroupRow, uids: readonly string[]): Entry {
  const { slug } = body;
  const place = row.is_role ? ({ kind: 'role', slug, name: row.name } as const) : ({ kind: 'group', slug, name: row.name } as const);
  return entry(dnOf(place), {
    objectClass: row.number === null ? ['top', 'groupOfNames'] : ['top', 'groupOfNames', 'posixGroup'],
    cn: row.name,
    description: row.says,
    o: body.name,
    gidNumber: row.number,
    member: uids.map((uid) => dnOf({ kind: 'person', slug, name: uid })),
    memberUid: row.number === null ? [] : uids,
    ...GROUP_CONSTANTS,
    entryUUID: row.uuid ?? roleUuid(row),
  });
}

/** The uids whose membership decides the filter: none, some that it names, or all where it asks otherwise than by equality. */
export function membersAsked(filter: Filter): 'all' | readonly string[] {
  if (filter.kind === 'undefined') return [];
  if (filter.kind === 'not') return membersAsked(filter.of);
  if (filter.kind === 'and' || filter.kind === 'or') {
    const asked = filter.of.map(membersAsked);
    return asked.includes('all') ? 'all' : asked.flatMap((uids) => (uids === 'all' ? [] : uids));
  }
  const name = filter.attribute?.toLowerCase();
  if (filter.kind === 'extensible') return 'all';
  if (name !== 'member' && name !== 'memberuid' && name !== '2.5.4.31' && name !== '1.3.6.1.1.1.1.12') return [];
  if (filter.kind !== 'equal') return 'all';
  if (filter.value === null) return [];
  if (!filter.value.includes('=')) return [filter.value];
  const place = placeOf(parseDn(filter.value) ?? [[], []]);
  return place?.kind === 'person' ? [place.name] : [];
}

function idOf({ organisation_id, key }: Pick<GroupRow, 'organisation_id' | 'key'>): string {
  return `${organisation_id} ${key}`;
}

// The same on every day and in every copy, as RFC 4530 wants; version 8 of RFC 9562 is for such digests.
function roleUuid(row: GroupRow): string {
  const hex = createHash('sha256').update(idOf(row)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-9${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
