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
export async function closeRights<RoomTables>(
  caller: Context<RoomTables>,
  { beneficiaryId, openingKey, service, lastOn, reason }: Closing,
): Promise<void> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const standing = await ctx.tx
    .selectFrom('rights.opening')
    .select(['service', 'begins_on'])
    .where('organisation_id', '=', ctx.organisation)
    .where('beneficiary_id', '=', beneficiaryId)
    .where('opening_key', '=', openingKey)
    .$if(service !== undefined, (query) => query.where('service', '=', service ?? ''))
    .forUpdate()
    .execute();
  if (standing.length === 0) throw refuse('rights.unknown-opening', {}, 'openingKey');
  if (standing.some(({ begins_on }) => Temporal.PlainDate.compare(begins_on, lastOn.add({ days: 1 })) > 0))
    throw refuse('rights.closes-before-it-opens', {}, 'lastOn');
  const ended = await ctx.tx
    .updateTable('rights.opening')
    .set({ ends_on: lastOn.toString(), ended_by: authorOf(ctx.actor), ended_at: ctx.now().toString(), end_reason: reason })
    .where('organisation_id', '=', ctx.organisation)
    .where('beneficiary_id', '=', beneficiaryId)
    .where('opening_key', '=', openingKey)
    .$if(service !== undefined, (query) => query.where('service', '=', service ?? ''))
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>', lastOn.toString())]))
    .returning('service')
    .execute();
  // Replayed, or already ended sooner: nothing to say.
  if (ended.length === 0) return;
  await ctx.tx
    .updateTable('rights.allowance')
    .set({ ends_on: sql<string>`greatest(${lastOn.toString()}::date, begins_on - 1)` })
    .where('organisation_id', '=', ctx.organisation)
    .where('beneficiary_id', '=', beneficiaryId)
    .where('opening_key', '=', openingKey)
    .$if(service !== undefined, (query) => query.where('service', '=', service ?? ''))
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>', lastOn.toString())]))
    .execute();
  // Whoever leaves no longer draws on what its territory holds.
  if (service === undefined)
    await ctx.tx
      .updateTable('rights.pool_member')
      .set({ ends_on: sql<string>`greatest(${lastOn.toString()}::date, begins_on - 1)` })
      .where('organisation_id', '=', ctx.organisation)
      .where('beneficiary_id', '=', beneficiaryId)
      .where('opening_key', '=', openingKey)
      .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>', lastOn.toString())]))
      .execute();
  const services = ended.map(({ service }) => service).sort();
  await ctx.tell('rights.closed', { beneficiaryId, services, lastOn: lastOn.toString() }, { heardIn: beneficiaryId });
}
