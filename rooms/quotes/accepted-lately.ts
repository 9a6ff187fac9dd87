// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from './tables.ts';

export type AcceptedLine = {
  id: string;
  number: string;
  title: string;
  payerId: string;
  payerName: string;
  firstYearCents: number;
  changedAt: string;
};

/** Accepted quotes of the operator in the address, the latest first, at most `limit`; `q` narrows to a number, a title or a body. */
export function acceptedLately<RoomTables>(caller: Context<RoomTables>, { q, limit }: { q: string; limit: number }): Promise<AcceptedLine[]> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const words = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  return ctx.tx
    .selectFrom('quotes.quote')
    .select([
      'id',
      'number',
      'title',
      'payer_id as payerId',
      'payer_name as payerName',
      'first_year_cents as firstYearCents',
      'changed_at as changedAt',
    ])
    .where('organisation_id', '=', ctx.organisation)
    .where('status', '=', 'accepted')
    .$if(q !== '', (query) => query.where(sql<boolean>`unaccent(number || ' ' || title || ' ' || payer_name) ilike unaccent(${words})`))
    .orderBy('changed_at', 'desc')
    .limit(limit)
    .execute();
}
