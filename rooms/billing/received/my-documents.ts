// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { pageOf, type DocumentFilter } from '../documents/list-documents.ts';
import { printFor } from '../documents/print-document.ts';
import { detailsOf } from '../documents/read-document.ts';
import type { Tables } from '../tables.ts';

/** What the body in the address was asked to pay. */
export function listReceived(ctx: Context<Tables>, filter: DocumentFilter & { page: number; size: number }) {
  return pageOf(ctx, sql`d.payer_id = ${ctx.organisation}`, filter);
}

/** One of them, with what it became. */
export async function readReceived(ctx: Context<Tables>, { id }: { id: string }) {
  const details = await detailsOf(ctx, id, sql`d.payer_id = ${ctx.organisation}`);
  // What the operator prepares is its own until it is issued.
  return { ...details, credit: null };
}

/** The same as a PDF. */
export function printReceived(ctx: Context<Tables>, { id }: { id: string }) {
  return printFor(ctx, id, sql`payer_id = ${ctx.organisation}`);
}
