// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from './tables.ts';

/** The membership of a body in one of these scopes that stands on a day or begins later. Undefined when there is none. */
export function membershipOn(ctx: Context<Tables>, bodyId: string, scopes: readonly string[], on: string) {
  return (
    ctx.tx
      .selectFrom('adhesions.membership as m')
      .innerJoin('adhesions.convention as c', (join) =>
        join.onRef('c.organisation_id', '=', 'm.organisation_id').onRef('c.id', '=', 'm.convention_id'),
      )
      .select(['m.id', 'm.begins_on', 'm.ends_on', 'c.number', 'c.id as conventionId'])
      .where('m.organisation_id', '=', ctx.organisation)
      .where('m.beneficiary_id', '=', bodyId)
      .where('m.scope', 'in', [...scopes])
      // One that was ended before it began holds no day.
      .where((where) =>
        where.or([where('m.ends_on', 'is', null), where.and([where('m.ends_on', '>=', on), where('m.ends_on', '>=', where.ref('m.begins_on'))])]),
      )
      .orderBy('m.begins_on')
      .limit(1)
      .executeTakeFirst()
  );
}
