// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { payersAround } from '#rooms/adhesions/api.ts';
import { acceptedQuotes } from '#rooms/quotes/api.ts';
import { overagesOf } from '#rooms/rights/api.ts';
import type { BillTo } from '../runs/payers-apart.ts';
import type { Tables } from '../tables.ts';

/**
 * Whom to read to know how some differences stand as if the whole year were read: who was billed, who owes today, who pays for these, and who pays for
 * the same bodies, since a convention may have taken the place of another. A few queries, whatever the year.
 */
export async function payersConcerned(
  ctx: Context<Tables>,
  year: number,
  { keys, billTo }: { keys: readonly string[]; billTo: ReadonlyMap<string, BillTo> },
): Promise<string[]> {
  const found = [
    ...(await billedFor(ctx, keys)),
    ...named(keys, 'roster'),
    ...(await payersAround(ctx, [...named(keys, 'line'), ...(await exceededUnder(ctx, year, named(keys, 'overage')))])),
    ...[...(await acceptedQuotes(ctx, named(keys, 'quote'))).values()].flatMap(({ payerId, priced }) => [
      payerId,
      ...priced.lines.map(({ payer }) => payer),
    ]),
  ];
  return [...new Set(found.flatMap((id) => [id, billTo.get(id)?.id ?? id]))];
}

async function billedFor(ctx: Context<Tables>, keys: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct d.payer_id as id
    from billing.billed b
    join billing.document d on d.organisation_id = b.organisation_id and d.id = b.document_id
    where b.organisation_id = ${ctx.organisation} and b.released_by is null and b.source_key = any (${keys}::text[])`.execute(ctx.tx);
  return rows.map(({ id }) => id);
}

/** The conventions that opened rights which were exceeded the year before. */
async function exceededUnder(ctx: Context<Tables>, year: number, allowanceIds: readonly string[]): Promise<string[]> {
  if (allowanceIds.length === 0) return [];
  const wanted = new Set(allowanceIds);
  return (await overagesOf(ctx, year - 1)).flatMap(({ allowanceId, openingKey }) => {
    const [what, id] = openingKey.split(' ');
    return what === 'convention' && id && wanted.has(allowanceId) ? [id] : [];
  });
}

/** `<id>` of « line/<id>/… »: whoever calls may write anything after the kind, and what is no identifier names nothing. */
function named(keys: readonly string[], kind: string): string[] {
  return keys.flatMap((key) => {
    const [what, id = ''] = key.split('/');
    return what === kind && /^[0-9a-f-]{36}$/i.test(id) ? [id] : [];
  });
}
