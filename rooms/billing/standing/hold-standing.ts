// SPDX-License-Identifier: EUPL-1.2
import type { Selectable } from 'kysely';
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuseDocument } from '../contract/documents.ts';
import { documentRowOf, rowOf } from '../documents/list-documents.ts';
import type { HappeningName, Tables } from '../tables.ts';

export type Standing = Selectable<Tables['billing.standing']> & { number: string };

/** Where a document stands, held until the transaction ends. Refuses one of another operator. */
export async function holdStanding(ctx: Context<Tables>, documentId: string): Promise<Standing> {
  const row = await ctx.tx
    .selectFrom('billing.standing as s')
    .innerJoin('billing.document as d', (join) => join.onRef('d.organisation_id', '=', 's.organisation_id').onRef('d.id', '=', 's.document_id'))
    .selectAll('s')
    .select('d.number')
    .where('s.organisation_id', '=', ctx.organisation)
    .where('s.document_id', '=', documentId)
    .forUpdate('s')
    .executeTakeFirst();
  if (!row) throw refuseDocument('billing.document-not-found');
  return row;
}

/** What is still to be paid of it. */
export function restOf({ gross_cents, credited_cents, paid_cents }: Pick<Standing, 'gross_cents' | 'credited_cents' | 'paid_cents'>): number {
  return Math.max(gross_cents, 0) - credited_cents - paid_cents;
}

export type Told = { what: HappeningName; on: string; amountCents: number | null; says: string; key: string };

/** Keeps what happened to a document, once: false when the same key is known already. */
export async function keepHappening(ctx: Context<Tables>, standing: Standing, { what, on, amountCents, says, key }: Told): Promise<boolean> {
  const written = await ctx.tx
    .insertInto('billing.happening')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      document_id: standing.document_id,
      payer_id: standing.payer_id,
      what,
      on_day: on,
      amount_cents: amountCents,
      says,
      key,
      by_name: authorOf(ctx.actor),
      at: ctx.now().toString(),
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'key']).doNothing())
    .executeTakeFirst();
  return (written.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Changes where it stands, and gives the document as lists show it. */
export async function setStanding(ctx: Context<Tables>, standing: Standing, changes: Partial<Selectable<Tables['billing.standing']>>) {
  await ctx.tx.updateTable('billing.standing').set(changes).where('organisation_id', '=', ctx.organisation).where('id', '=', standing.id).execute();
  const row = await rowOf(ctx, standing.document_id);
  if (!row) throw new Error('a document that stands is not there');
  return documentRowOf(row);
}
