// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { anyOf } from '#platform/db/any-of.ts';
import { acceptedQuotes, type AcceptedQuote } from './accepted-quote.ts';
import type { Tables } from './tables.ts';

/** The quotes of the operator in the address that were accepted up to the end of a day, of all payers or of some, in three queries. */
export async function acceptedUntil<RoomTables>(
  caller: Context<RoomTables>,
  until: string,
  payerIds: readonly string[] | null = null,
): Promise<AcceptedQuote[]> {
  const ids = await accepted(caller as unknown as Context<Tables>, until) // the caller's transaction, read through this room's row types
    .select('id')
    .$if(payerIds !== null, (query) => query.where('payer_id', '=', anyOf(payerIds ?? [])))
    .orderBy('sequence')
    .execute();
  return [
    ...(
      await acceptedQuotes(
        caller,
        ids.map(({ id }) => id),
      )
    ).values(),
  ];
}

/** Who pays them, with the number of each: one query and no line, to know how many they are. */
export function payersAccepted<RoomTables>(caller: Context<RoomTables>, until: string): Promise<{ payerId: string; number: string }[]> {
  return accepted(caller as unknown as Context<Tables>, until) // as above
    .select(['payer_id as payerId', 'number'])
    .execute();
}

function accepted(ctx: Context<Tables>, until: string) {
  const end = Temporal.PlainDate.from(until).add({ days: 1 }).toZonedDateTime('Europe/Paris').toInstant().toString();
  return ctx.tx
    .selectFrom('quotes.quote')
    .where('organisation_id', '=', ctx.organisation)
    .where('status', '=', 'accepted')
    .where('changed_at', '<', end);
}
