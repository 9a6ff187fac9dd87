// SPDX-License-Identifier: EUPL-1.2
/** Filters over persons as SQL, in the same three-valued logic: "undefined" is null. `matches.ts` is the same in memory, and tests hold both equal. */
import { sql, type RawBuilder } from 'kysely';
import { parseDn } from './dn.ts';
import type { Filter } from './filter.ts';
import type { SeenBody } from './holder.ts';
import { comparable, isOrderedRule, isTextRule, matches } from './matches.ts';
import { entry } from './entry.ts';
import { EVERYBODY, placeOf } from './places.ts';
import { folded, plain, plainPart, plainPhone } from './plain.ts';
import { attributeNamed } from './schema.ts';

type Condition = RawBuilder<boolean | null>;

/** What every person's entry says alike. */
export const PERSON_CONSTANTS = {
  objectClass: ['top', 'person', 'organizationalPerson', 'inetOrgPerson', 'posixAccount'],
  structuralObjectClass: 'inetOrgPerson',
  hasSubordinates: 'FALSE',
} as const;

const constants = entry('', PERSON_CONSTANTS);
// One text, or an array of them, of the query in `load-people.ts`.
const one: Readonly<Record<string, RawBuilder<string>>> = {
  cn: sql`m.given_name || ' ' || m.family_name`,
  displayName: sql`m.given_name || ' ' || m.family_name`,
  sn: sql`m.family_name`,
  givenName: sql`m.given_name`,
  o: sql`b.name`,
};
const several: Readonly<Record<string, RawBuilder<string[]>>> = {
  mail: sql`m.mails`,
  title: sql`m.titles`,
  ou: sql`m.units`,
  telephoneNumber: sql`m.phones`,
  mobile: sql`m.mobiles`,
  physicalDeliveryOfficeName: sql`m.offices`,
  employeeType: sql`m.kinds`,
};

const TRUE: Condition = sql`true`;
const FALSE: Condition = sql`false`;
const UNDEFINED: Condition = sql`null::boolean`;
const join = (parts: readonly Condition[], word: 'and' | 'or'): Condition => sql`(${sql.join(parts, word === 'and' ? sql` and ` : sql` or `)})`;

/** The filter as a condition on a person's row; null where it must be tried in memory. */
export function personCondition(filter: Filter, bodies: readonly SeenBody[]): Condition | null {
  if (filter.kind === 'undefined') return UNDEFINED;
  if (filter.kind === 'not') {
    const inner = personCondition(filter.of, bodies);
    return inner && sql`(not ${inner})`;
  }
  if (filter.kind === 'and' || filter.kind === 'or') {
    const parts = filter.of.map((part) => personCondition(part, bodies));
    if (parts.includes(null)) return null;
    const known = parts.flatMap((part) => part ?? []);
    return known.length === 0 ? (filter.kind === 'and' ? TRUE : FALSE) : join(known, filter.kind);
  }
  const type = filter.attribute === null ? null : attributeNamed(filter.attribute);
  if (type === null || filter.kind === 'extensible') return null;
  if (!type) return UNDEFINED;
  // The same for everybody: what one entry says is said of all.
  if (constants.attributes.has(type.name) && type.name !== 'entryDN') return said(matches(filter, constants));
  if (filter.kind === 'present') return presence(type.name);
  if (filter.kind === 'substring') return substring(type.name, filter);
  if (filter.value === null) return UNDEFINED;
  if (isTextRule(type.rule)) return text(type.name, filter.kind, filter.value);
  const wanted = comparable(type.rule, filter.value);
  return wanted === null ? UNDEFINED : compared(type.name, filter.kind, wanted, bodies);
}

function said(result: boolean | null): Condition {
  return result === null ? UNDEFINED : result ? TRUE : FALSE;
}

function presence(name: string): Condition {
  const list = several[name];
  if (list) return sql`(${list} is not null)`;
  return said(
    name in one || ['uid', 'uidNumber', 'gidNumber', 'homeDirectory', 'memberOf', 'entryUUID', 'entryDN', 'createTimestamp'].includes(name),
  );
}

function text(name: string, kind: string, value: string): Condition {
  if (kind === 'at-least' || kind === 'at-most') return UNDEFINED;
  const isApprox = kind === 'approx';
  const isPhone = attributeNamed(name)?.rule === 'phone';
  const wanted = isPhone ? plainPhone(value) : isApprox ? folded(value) : plain(value);
  const form = (stored: RawBuilder<unknown>): Condition =>
    isApprox && !isPhone ? sql`people.ldap_folded(${stored}) = ${wanted}` : sql`${plainSql(stored, isPhone)} = ${wanted}`;
  if (name === 'uid') return sql`(n.name = ${wanted})`;
  return onTexts(name, form);
}

function substring(name: string, { starts, holds, ends }: Extract<Filter, { kind: 'substring' }>): Condition {
  const rule = attributeNamed(name)?.rule;
  if (rule === undefined || !isTextRule(rule)) return UNDEFINED;
  const isPhone = rule === 'phone';
  const escaped = (part: string): string => (isPhone ? plainPhone : plainPart)(part).replace(/[\\%_]/g, (character) => `\\${character}`);
  const pattern = [starts ?? '', ...holds, ends ?? ''].map(escaped).join('%');
  if (name === 'uid') return sql`(n.name like ${pattern})`;
  return onTexts(name, (stored) => sql`${plainSql(stored, isPhone)} like ${pattern}`);
}

function plainSql(stored: RawBuilder<unknown>, isPhone: boolean): RawBuilder<string> {
  return isPhone ? sql`regexp_replace(people.ldap_plain(${stored}), '[ -]', '', 'g')` : sql`people.ldap_plain(${stored})`;
}

function onTexts(name: string, form: (stored: RawBuilder<unknown>) => Condition): Condition {
  const list = several[name];
  if (list) return sql`exists (select from unnest(${list}) as held (value) where ${form(sql`held.value`)})`;
  const single = one[name];
  return single ? sql`(${form(single)})` : FALSE;
}

function compared(name: string, kind: string, wanted: string, bodies: readonly SeenBody[]): Condition {
  const sign = kind === 'at-least' ? sql`>=` : kind === 'at-most' ? sql`<=` : sql`=`;
  const isOrder = kind === 'at-least' || kind === 'at-most';
  if (name === 'uidNumber') return sql`(n.number ${sign} ${wanted}::bigint)`;
  if (name === 'gidNumber') return sql`(g.number ${sign} ${wanted}::bigint)`;
  if (name === 'createTimestamp') return sql`(to_char(m.since at time zone 'UTC', 'YYYYMMDDHH24MISS"Z"') ${sign} ${wanted})`;
  if (isOrder) return isOrderedRule(attributeNamed(name)?.rule) ? FALSE : UNDEFINED;
  if (name === 'entryUUID') return sql`(n.id = ${wanted}::uuid)`;
  if (name === 'homeDirectory') return sql`('/home/' || n.name = ${wanted})`;
  if (name === 'entryDN') return named(wanted, bodies);
  if (name === 'memberOf') return memberOf(wanted, bodies);
  return FALSE;
}

function named(dn: string, bodies: readonly SeenBody[]): Condition {
  const place = placeOf(parseDn(dn) ?? [[], []]);
  const body = place?.kind === 'person' ? bodies.find(({ slug }) => slug === place.slug) : undefined;
  return body && place?.kind === 'person' ? sql`(n.organisation_id = ${body.id}::uuid and n.name = ${place.name})` : FALSE;
}

function memberOf(dn: string, bodies: readonly SeenBody[]): Condition {
  const place = placeOf(parseDn(dn) ?? [[], []]);
  if (place?.kind !== 'role' && place?.kind !== 'group') return FALSE;
  const body = bodies.find(({ slug }) => slug === place.slug);
  if (!body) return FALSE;
  const isThere: Condition = sql`n.organisation_id = ${body.id}::uuid`;
  if (place.kind === 'role') return place.name === EVERYBODY ? sql`(${isThere})` : sql`(${isThere} and ${place.name} = any (m.roles))`;
  return sql`(${isThere} and exists (
    select from people.group_member gm
    join people.person_group pg on pg.organisation_id = gm.organisation_id and pg.id = gm.group_id
    where gm.organisation_id = n.organisation_id
      and gm.mandate_id = any (m.mandates)
      and people.ldap_plain(pg.name) = ${place.name}))`;
}
