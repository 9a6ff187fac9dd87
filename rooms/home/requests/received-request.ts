// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import type { Tables } from '../tables.ts';
import { requestsWithAnswers, stateOf, type RequestState } from './request-state.ts';

export type ReceivedRequest = { id: string; askerId: string; service: string; title: string; message: string; state: RequestState };

/** A request that the operator in the address received. Refuses `home.unknown-request`. */
export async function receivedRequest<RoomTables>(caller: Context<RoomTables>, id: string): Promise<ReceivedRequest> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const row = await requestsWithAnswers(ctx)
    .select(['r.id', 'r.organisation_id as askerId', 'r.service', 'r.title', 'r.message', 'r.withdrawn_at', 'a.outcome'])
    .where('r.operator_id', '=', ctx.organisation)
    .where('r.id', '=', id)
    .executeTakeFirst();
  if (!row) throw refuse('home.unknown-request');
  const { withdrawn_at, outcome, ...request } = row;
  return { ...request, state: stateOf({ outcome, withdrawn_at }) };
}
