// SPDX-License-Identifier: EUPL-1.2
/**
 * What a filter implies of a person's row that an index finds: their uid, number, id, or an address. Everything else of a person is gathered from
 * their mandates, which for a body of thousands takes a tenth of a second: mail and file servers ask by one of these four at each delivery.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Filter } from './filter.ts';
import { comparable } from './matches.ts';
import { plain } from './plain.ts';
import { attributeNamed } from './schema.ts';

type Condition = RawBuilder<boolean>;

/** A condition on `n` (people.ldap_name) without which the filter is not true; null where it implies none. */
export function narrowed(filter: Filter): Condition | null {
  if (filter.kind === 'and') {
    const parts = filter.of.flatMap((part) => narrowed(part) ?? []);
    return parts.length === 0 ? null : sql`(${sql.join(parts, sql` and `)})`;
  }
  if (filter.kind === 'or') {
    const parts = filter.of.map(narrowed);
    const known = parts.flatMap((part) => part ?? []);
    return known.length === 0 || known.length < parts.length ? null : sql`(${sql.join(known, sql` or `)})`;
  }
  if (filter.kind !== 'equal' || filter.value === null) return null;
  const type = attributeNamed(filter.attribute);
  if (type?.name === 'uid') return sql`(n.name = ${plain(filter.value)})`;
  if (type?.name === 'mail') return sql`(n.person_id = any (array(select people.ldap_mailed(${plain(filter.value)}))))`;
  const value = type && (type.name === 'uidNumber' || type.name === 'entryUUID') ? comparable(type.rule, filter.value) : null;
  if (value === null) return null;
  return type?.name === 'uidNumber' ? sql`(n.number = ${value}::bigint)` : sql`(n.id = ${value}::uuid)`;
}
