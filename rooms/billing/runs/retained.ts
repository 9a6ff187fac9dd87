// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

export type Retained = { id: string; kind: 'appel' | 'facture'; payerId: string };

/** The documents to come that a run retains, calls before invoices, by payer: the order of their numbers. Without what they say: a few megabytes for a country. */
export function retainedOf(ctx: Context<Tables>, runId: string): Promise<Retained[]> {
  return ctx.tx
    .selectFrom('billing.liquidation')
    .select(['id', 'kind', 'payer_id as payerId'])
    .where('organisation_id', '=', ctx.organisation)
    .where('run_id', '=', runId)
    .where('excluded_reason', 'is', null)
    .orderBy('kind')
    .orderBy('payer_name')
    .orderBy('payer_id')
    .execute();
}
