// SPDX-License-Identifier: EUPL-1.2
import { sql, type RawBuilder } from 'kysely';

/** The ids of a list, as one parameter: a body of 3 000 agents would otherwise bring 3 000, in each query. For `where('agent_id', '=', anyOf(ids))`. */
export function anyOf(ids: readonly string[]): RawBuilder<string> {
  return sql<string>`any (${[...ids]}::uuid[])`;
}
