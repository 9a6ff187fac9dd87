// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';

/** What a column of ids is compared with to be one of some: `where('id', '=', anyOf(ids))`. One parameter, whatever their number: a list stops at 65,535. */
export function anyOf(ids: readonly string[]) {
  return sql<string>`any (${[...ids]}::uuid[])`;
}
