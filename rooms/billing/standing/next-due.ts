// SPDX-License-Identifier: EUPL-1.2
import { sql, type RawBuilder } from 'kysely';

/** Until when what is left of a document `d`, of standing `s`, is to be paid: the first instalment that neither payments nor avoirs have reached; null once nothing is left. */
export const nextDueOn: RawBuilder<string | null> = sql`case when s.gross_cents > s.credited_cents + s.paid_cents then coalesce((
    select min(i.due)
    from (
      select (one ->> 'dueOn')::date as due, sum((one ->> 'amountCents')::bigint) over (order by rank) as asked
      from json_array_elements(d.content -> 'instalments') with ordinality as i (one, rank)
    ) i
    where i.asked > s.credited_cents + s.paid_cents), s.due_on) end`;
