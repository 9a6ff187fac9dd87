// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuseMandate } from '../contract/mandates.ts';
import type { Tables } from '../tables.ts';

/** Makes a change of a mandate, and refuses it when a generic account would be left on one of these days with no holder who serves. */
export async function keepHolder(
  ctx: Context<Tables>,
  mandateId: string,
  days: readonly Temporal.PlainDate[],
  change: () => Promise<void>,
): Promise<void> {
  const before = await Promise.all(days.map((day) => heldAccounts(ctx, mandateId, day)));
  await change();
  for (const [index, day] of days.entries()) {
    const still = new Set((await heldAccounts(ctx, mandateId, day)).map(({ id }) => id));
    const lost = before[index]?.find(({ id }) => !still.has(id));
    if (lost) throw refuseMandate('people.last-holder', { address: lost.address }, 'endsOn');
  }
}

/** The open accounts among this mandate's that somebody holds on that day. */
async function heldAccounts(ctx: Context<Tables>, mandateId: string, day: Temporal.PlainDate): Promise<{ id: string; address: string }[]> {
  const { rows } = await sql<{ id: string; address: string }>`
    select a.id, a.address
    from people.generic_account_holder mine
    join people.generic_account a on a.organisation_id = mine.organisation_id and a.id = mine.account_id
    where mine.organisation_id = ${ctx.organisation}
      and mine.mandate_id = ${mandateId}
      and a.closed_at is null
      and exists (
        select from people.generic_account_holder h
        join people.mandate m on m.organisation_id = h.organisation_id and m.id = h.mandate_id
        where h.organisation_id = a.organisation_id
          and h.account_id = a.id
          and m.begins_on <= ${day.toString()}::date
          and (m.ends_on is null or m.ends_on >= ${day.toString()}::date))`.execute(ctx.tx);
  return rows;
}
