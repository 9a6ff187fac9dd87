// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';

export type Forward = { address: string; to: string; /** Last day, included. */ untilOn: string };

/** Where mail to those who left the body goes on a day: lower-case addresses, none of which belongs to a movement that was taken back. */
export async function forwardsOn<Other>(ctx: Context<Other>, day: Temporal.PlainDate): Promise<Forward[]> {
  const { rows } = await sql<Forward>`
    select f.address, f.to_address as "to", f.until_on as "untilOn"
    from people.mail_forward f
    where f.organisation_id = ${ctx.organisation}
      and f.cancelled_at is null
      and f.begins_on <= ${day.toString()}::date
      and f.until_on >= ${day.toString()}::date
    order by f.address`.execute(ctx.tx);
  return rows;
}
