// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import { updateQuote } from './lock-quote.ts';
import { mailQuote } from './mail-quote.ts';
import { retireDocument } from './retire-document.ts';
import { settingsOf } from './settings.ts';
import type { QuoteRow, Tables } from './tables.ts';
import { writeStep } from './write-step.ts';

export const FOLLOW_OPERATOR = 'quotes.follow-operator';

/** Each night: one job for each operator that has quotes out. */
export async function followOperators(ctx: Context<Tables>): Promise<void> {
  const operators = await acrossOrganisations<Tables, { organisation_id: string }[]>(
    ctx.house.db,
    'quotes.follow',
    'trouver les opérateurs dont des devis sont en cours de validité',
    (tx) => tx.selectFrom('quotes.quote').select('organisation_id').distinct().where('status', '=', 'sent').execute(),
  );
  for (const { organisation_id } of operators) await ctx.queue(FOLLOW_OPERATOR, { organisation: organisation_id });
}

/** Closes the quotes whose validity has ended and reminds, once, of those that end soon. */
export async function followOperator(ctx: Context<Tables>): Promise<void> {
  const { reminderDays } = await settingsOf(ctx);
  const today = ctx.today();
  for (const quote of await sentUntil(ctx, today.subtract({ days: 1 }))) await expire(ctx, quote);
  if (reminderDays === null) return;
  for (const quote of await sentUntil(ctx, today.add({ days: reminderDays }))) if (quote.reminded_at === null) await remind(ctx, quote);
}

function sentUntil(ctx: Context<Tables>, day: Temporal.PlainDate): Promise<QuoteRow[]> {
  return ctx.tx
    .selectFrom('quotes.quote')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('status', '=', 'sent')
    .where('valid_until', '<=', day.toString())
    .orderBy('valid_until')
    .forUpdate()
    .execute();
}

async function expire(ctx: Context<Tables>, quote: QuoteRow): Promise<void> {
  await retireDocument(ctx, quote.id, 'expired');
  await updateQuote(ctx, quote, { status: 'expired', closed_at: ctx.now().toString(), changed_by: 'Beffroi' });
  await writeStep(ctx, { quoteId: quote.id, what: 'expired', version: quote.version });
  await ctx.tell('quotes.quote-expired', { quoteId: quote.id, version: quote.version });
}

async function remind(ctx: Context<Tables>, quote: QuoteRow): Promise<void> {
  await ctx.tx
    .updateTable('quotes.quote')
    .set({ reminded_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', quote.id)
    .execute();
  await writeStep(ctx, { quoteId: quote.id, what: 'reminded', version: quote.version });
  await mailQuote(ctx, { quote, link: null, validUntil: quote.valid_until ?? '', kind: 'reminder' });
  await ctx.tell('quotes.quote-reminded', { quoteId: quote.id, version: quote.version });
}
