// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { defaultSettings } from './settings.ts';
import type { QuoteRow, Tables } from './tables.ts';

export type NewRow = Pick<
  QuoteRow,
  | 'id'
  | 'title'
  | 'payer_id'
  | 'payer_name'
  | 'contact_name'
  | 'contact_email'
  | 'note'
  | 'author_id'
  | 'author_name'
  | 'changed_by'
  | 'first_year_cents'
  | 'three_years_cents'
  | 'has_on_quote'
  | 'edition'
  | 'replaces_id'
>;

/**
 * Writes a draft with the next number of the year, in one statement. The counter's row stays locked until the transaction ends, so that a
 * failed one gives its number back.
 */
export async function insertNumbered(ctx: Context<Tables>, row: NewRow): Promise<{ number: string }> {
  const { year } = ctx.today();
  const now = ctx.now().toString();
  const { rows } = await sql<{ number: string }>`
    with counter as (
      insert into quotes.counter as counter (organisation_id, id, year, last_number)
      values (${ctx.organisation}, ${ctx.newId()}, ${year}, 1)
      on conflict (organisation_id, year) do update set last_number = counter.last_number + 1
      returning last_number
    ), prefix as (
      select coalesce((select number_prefix from quotes.setting where organisation_id = ${ctx.organisation}), ${defaultSettings.numberPrefix}::text) as text
    )
    insert into quotes.quote (
      organisation_id, id, year, sequence, number,
      title, payer_id, payer_name, status,
      contact_name, contact_email, note,
      author_id, author_name, changed_by, created_at, changed_at,
      first_year_cents, three_years_cents, has_on_quote, edition, replaces_id
    )
    select
      ${ctx.organisation}, ${row.id}, ${year}, last_number, prefix.text || '-' || ${year}::int || '-' || lpad(last_number::text, greatest(4, length(last_number::text)), '0'),
      ${row.title}, ${row.payer_id}, ${row.payer_name}, 'draft',
      ${row.contact_name}, ${row.contact_email}, ${row.note},
      ${row.author_id}, ${row.author_name}, ${row.changed_by}, ${now}, ${now},
      ${row.first_year_cents}, ${row.three_years_cents}, ${row.has_on_quote}, ${row.edition}, ${row.replaces_id}
    from counter, prefix
    returning number`.execute(ctx.tx);
  const [written] = rows;
  if (!written) throw new Error('the counter gave no number');
  return written;
}
