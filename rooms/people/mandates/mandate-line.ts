// SPDX-License-Identifier: EUPL-1.2
import type { Tables } from '../tables.ts';
import type { BodyRole } from '../roles/body-roles.ts';

type Row = Tables['people.colleague'];

/** A mandate as lists show it, under the name that the body gave the person. */
export function mandateLine(row: Row, roles: ReadonlyMap<string, BodyRole>, today: Temporal.PlainDate) {
  return {
    id: row.id,
    name: `${row.given_name} ${row.family_name}`,
    title: row.title,
    kind: row.kind,
    email: row.email,
    roles: row.roles.map((key) => ({ key, name: roles.get(key)?.name ?? key })),
    beginsOn: row.begins_on,
    endsOn: row.ends_on,
    state: stateOf(row, today.toString()),
  };
}

/** Whether a mandate holds today, is to come, or has ended; days as YYYY-MM-DD, the last one included. */
export function stateOf({ begins_on, ends_on }: Pick<Row, 'begins_on' | 'ends_on'>, today: string): 'current' | 'coming' | 'ended' {
  if (ends_on !== null && ends_on < today) return 'ended';
  return begins_on > today ? 'coming' : 'current';
}
