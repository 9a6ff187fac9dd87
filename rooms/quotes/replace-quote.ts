// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { calculate } from './calculate.ts';
import { storeQuote } from './draft-quote.ts';
import { lockQuote } from './lock-quote.ts';
import type { Tables } from './tables.ts';
import { versionOf } from './versions.ts';

/** Drafts a new quote from what another asked, priced by the edition of today. The old one stays out until the new one is sent. */
export async function replaceQuote(ctx: Context<Tables>, input: { id: string; revision: number }) {
  const quote = await lockQuote(ctx, input.id, 'replace', input.revision);
  const { request } = await versionOf(ctx, quote.id, quote.version);
  const { edition: _, ...asked } = request;
  const calculation = await calculate(ctx, { ...asked, on: ctx.today().toString() });
  const { id, number } = await storeQuote(ctx, {
    title: quote.title,
    contactName: quote.contact_name,
    contactEmail: quote.contact_email,
    note: quote.note,
    comment: `D’après ${quote.number}`,
    calculation,
    edits: [],
    replacesId: quote.id,
  });
  return { id, number };
}
