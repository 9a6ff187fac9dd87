// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { formatEuros } from '#platform/money/euros.ts';
import { kindLabels } from '../contract/documents.ts';
import type { DocumentKind } from '../document.ts';
import type { Tables } from '../tables.ts';

/** Documents of the readable operators by number, titre or payer. */
export async function searchDocuments(ctx: Context<Tables>, words: string, limit: number) {
  const pattern = `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<{ id: string; kind: DocumentKind; number: string; payer: string; gross: number; slug: string }>`
    select d.id, d.kind, d.number, d.payer_name as payer, d.gross_cents as gross, o.slug
    from billing.document d
    join billing.standing s on s.organisation_id = d.organisation_id and s.document_id = d.id
    join organisations.body o on o.id = d.organisation_id
    where d.organisation_id = any (${[...ctx.organisations]}::uuid[])
      and (d.number ilike ${pattern} or s.titre = ${words.trim()} or unaccent(d.payer_name) ilike unaccent(${pattern}))
    order by d.issued_on desc, d.number
    limit ${limit}`.execute(ctx.tx);
  return rows.map(({ id, kind, number, payer, gross, slug }) => ({
    title: `${kindLabels[kind]} ${number}`,
    detail: `${payer}, ${formatEuros(gross)}`,
    href: `/o/${slug}/facturation/documents/${id}`,
  }));
}
