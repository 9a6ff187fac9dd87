// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuse } from './contract.ts';
import type { Tables } from './tables.ts';

export type Closing = {
  beneficiaryId: string;
  openingKey: string;
  /** One service and its allowances alone; all that was opened under the key when absent. */
  service?: string;
  lastOn: Temporal.PlainDate;
  reason: string;
};

/**
 * Ends what was opened under a key on its last day, in the operator's transaction, and tells the body `rights.closed`. Refuses
 * `rights.closes-before-it-opens` and, where nothing stands under that key, `rights.unknown-opening`.
 */
export async function closeRights<RoomTables>(caller: Context<RoomTables>, closing: Closing): Promise<void> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const { standing, late, services } = await end(ctx, closing);
  if (standing === 0) throw refuse('rights.unknown-opening', {}, 'openingKey');
  if (late > 0) throw refuse('rights.closes-before-it-opens', {}, 'lastOn');
  // Replayed, or already ended sooner: nothing to say.
  if (services.length === 0) return;
  const { beneficiaryId, lastOn } = closing;
  await ctx.tell('rights.closed', { beneficiaryId, services, lastOn: lastOn.toString() }, { heardIn: beneficiaryId });
}

type Ended = {
  /** How many openings the key names. */
  standing: number;
  /** How many of them begin later still: then nothing is ended. */
  late: number;
  /** Those that end now. */
  services: string[];
};

/** One statement, since a campaign ends the rights of hundreds of bodies one after another. */
async function end(ctx: Context<Tables>, { beneficiaryId, openingKey, service, lastOn, reason }: Closing): Promise<Ended> {
  const named = (table: string) => sql`
    ${sql.ref(`${table}.organisation_id`)} = ${ctx.organisation}
    and ${sql.ref(`${table}.beneficiary_id`)} = ${beneficiaryId}
    and ${sql.ref(`${table}.opening_key`)} = ${openingKey}`;
  const ofService = service === undefined ? sql`` : sql`and service = ${service}`;
  const last = sql`${lastOn.toString()}::date`;
  const outlasts = sql`(ends_on is null or ends_on > ${last})`;
  const { rows } = await sql<Ended>`
    with standing as (
      select id, begins_on, ends_on from rights.opening where ${named('opening')} ${ofService} for update
    ), late as (
      select from standing where begins_on > ${last} + 1
    ), ended as (
      update rights.opening
      set ends_on = ${last}, ended_by = ${authorOf(ctx.actor)}, ended_at = ${ctx.now().toString()}, end_reason = ${reason}
      where ${named('opening')} and id in (select id from standing where ${outlasts}) and not exists (select from late)
      returning service
    ), allowances as (
      update rights.allowance set ends_on = greatest(${last}, begins_on - 1)
      where ${named('allowance')} ${ofService} and ${outlasts} and exists (select from ended)
    ), members as (
      -- Whoever leaves no longer draws on what its territory holds; one service alone leaves it there.
      update rights.pool_member set ends_on = greatest(${last}, begins_on - 1)
      where ${named('pool_member')} and ${outlasts} and ${service === undefined} and exists (select from ended)
    )
    select (select count(*) from standing) as standing, (select count(*) from late) as late,
      array(select service from ended) as services`.execute(ctx.tx);
  const [ended] = rows;
  if (!ended) throw new Error('a statement without a row');
  return { ...ended, services: ended.services.sort() };
}
