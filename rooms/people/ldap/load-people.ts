// SPDX-License-Identifier: EUPL-1.2
import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import { entry, type Entry } from './entry.ts';
import type { Filter } from './filter.ts';
import type { SeenBody } from './holder.ts';
import { matches } from './matches.ts';
import { narrowed } from './narrowed.ts';
import { PERSON_CONSTANTS, personCondition } from './person-condition.ts';
import { dnOf, EVERYBODY } from './places.ts';

export type PersonKey = { kind: 'person'; id: string };

type Row = {
  id: string;
  slug: string;
  body: string;
  uid: string;
  number: number;
  main_group: number;
  given_name: string;
  family_name: string;
  mails: string[] | null;
  titles: string[] | null;
  units: string[] | null;
  phones: string[] | null;
  mobiles: string[] | null;
  offices: string[] | null;
  kinds: string[];
  roles: string[];
  since: string;
  groups: string[] | null;
};

/** The persons in these bodies who match, by body and uid, at most `most` of them. */
export async function findPeople(
  tx: Transaction<Tables>,
  { bodies, day, filter, uid, most }: { bodies: readonly SeenBody[]; day: string; filter: Filter; uid?: string; most: number },
): Promise<PersonKey[]> {
  const condition = personCondition(filter, bodies);
  const named = uid === undefined ? sql`true` : sql`n.name = ${uid}`;
  const wanted = sql`${condition ?? sql`true`} and ${narrowed(filter) ?? sql`true`} and ${named}`;
  if (!condition) {
    const rows = await select(tx, { bodies, day, wanted, withGroups: true });
    return rows
      .filter((row) => matches(filter, personEntry(row)))
      .slice(0, most)
      .map(({ id }) => ({ kind: 'person', id }));
  }
  const { rows } = await sql<{ id: string }>`select n.id ${from(bodies, day)} and ${wanted} order by b.slug, n.name limit ${most}`.execute(tx);
  return rows.map(({ id }) => ({ kind: 'person', id }));
}

/** The entries of these persons, in the same order; one who is no longer to be seen is left out. */
export async function loadPeople(
  tx: Transaction<Tables>,
  { bodies, day, keys, withGroups }: { bodies: readonly SeenBody[]; day: string; keys: readonly PersonKey[]; withGroups: boolean },
): Promise<Entry[]> {
  const wanted = sql`n.id = any (${keys.map(({ id }) => id)}::uuid[])`;
  const rows = await select(tx, { bodies, day, wanted, withGroups });
  return rows.map(personEntry);
}

async function select(
  tx: Transaction<Tables>,
  { bodies, day, wanted, withGroups }: { bodies: readonly SeenBody[]; day: string; wanted: RawBuilder<unknown>; withGroups: boolean },
): Promise<Row[]> {
  const groups = sql`(
    select array_agg(distinct pg.name)
    from people.group_member gm
    join people.person_group pg on pg.organisation_id = gm.organisation_id and pg.id = gm.group_id
    where gm.organisation_id = n.organisation_id and gm.mandate_id = any (m.mandates))`;
  const { rows } = await sql<Row>`
    select n.id, b.slug, b.name as body, n.name as uid, n.number, g.number as main_group, m.given_name, m.family_name,
      m.mails, m.titles, m.units, m.phones, m.mobiles, m.offices, m.kinds, m.roles, to_char(m.since at time zone 'UTC', 'YYYYMMDDHH24MISS"Z"') as since,
      ${withGroups ? groups : sql`null::text[]`} as groups
    ${from(bodies, day)} and ${wanted}
    order by b.slug, n.name`.execute(tx);
  return rows;
}

// One row for each person who serves one of these bodies today, whatever the number of their mandates there.
function from(bodies: readonly SeenBody[], day: string): RawBuilder<unknown> {
  const seen = bodies.flatMap(({ id, only }) => (only === null ? [id] : []));
  const own = bodies.flatMap(({ only }) => only ?? []);
  return sql`
    from people.ldap_name n
    join people.person p on p.id = n.person_id
    join organisations.body b on b.id = n.organisation_id
    join people.ldap_name g on g.organisation_id = n.organisation_id and g.person_id is null and g.group_id is null
    cross join lateral (
      select
        array_agg(distinct m.id) as mandates,
        -- The name under which the body itself entered them.
        (array_agg(coalesce(m.given_name, p.given_name) order by m.begins_on desc, m.id desc))[1] as given_name,
        (array_agg(coalesce(m.family_name, p.family_name) order by m.begins_on desc, m.id desc))[1] as family_name,
        array_agg(distinct m.email) filter (where m.email <> '') as mails,
        array_agg(distinct m.title) filter (where m.title <> '') as titles,
        array_agg(distinct u.name) filter (where u.name is not null) as units,
        array_agg(distinct e.phone) filter (where e.phone <> '') as phones,
        array_agg(distinct e.mobile) filter (where e.mobile <> '') as mobiles,
        array_agg(distinct e.office) filter (where e.office <> '') as offices,
        array_agg(distinct case m.kind when 'elected' then 'élu' when 'external' then 'extérieur' else m.kind end) as kinds,
        array_agg(distinct held.role) as roles,
        min(m.created_at) as since
      from people.mandate m
      cross join unnest(m.roles) as held (role)
      left join people.directory_entry e on e.organisation_id = m.organisation_id and e.id = m.id
      left join people.unit u on u.organisation_id = e.organisation_id and u.id = e.unit_id
      where m.organisation_id = n.organisation_id
        and m.person_id = n.person_id
        and m.begins_on <= ${day}::date
        and (m.ends_on is null or m.ends_on >= ${day}::date)
    ) m
    where n.organisation_id = any (${bodies.map(({ id }) => id)}::uuid[])
      and (n.organisation_id = any (${seen}::uuid[]) or n.person_id = any (${own}::uuid[]))
      and m.mandates is not null`;
}

function personEntry(row: Row): Entry {
  const { slug } = row;
  const name = `${row.given_name} ${row.family_name}`;
  const roles = [EVERYBODY, ...row.roles].map((key) => dnOf({ kind: 'role', slug, name: key }));
  const groups = (row.groups ?? []).map((group) => dnOf({ kind: 'group', slug, name: group }));
  return entry(dnOf({ kind: 'person', slug, name: row.uid }), {
    ...PERSON_CONSTANTS,
    uid: row.uid,
    cn: name,
    sn: row.family_name,
    givenName: row.given_name,
    displayName: name,
    mail: row.mails,
    title: row.titles,
    ou: row.units,
    telephoneNumber: row.phones,
    mobile: row.mobiles,
    physicalDeliveryOfficeName: row.offices,
    employeeType: row.kinds,
    o: row.body,
    uidNumber: row.number,
    gidNumber: row.main_group,
    homeDirectory: `/home/${row.uid}`,
    memberOf: [...groups, ...roles],
    entryUUID: row.id,
    createTimestamp: row.since,
  });
}
