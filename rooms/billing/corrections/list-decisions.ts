// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { correctionDecisions, correctionNatures, decisionStates } from '../contract/corrections.ts';
import type { Tables } from '../tables.ts';

type Asked = {
  page: number;
  size: number;
  year?: number | undefined;
  q?: string | undefined;
  decision?: (typeof correctionDecisions)[number] | undefined;
  state?: (typeof decisionStates)[number] | undefined;
  sort?: 'decidedAt' | 'payer' | 'amountCents' | undefined;
  order?: 'asc' | 'desc' | undefined;
};
type Row = {
  id: string;
  year: number;
  payerId: string;
  payerName: string;
  nature: (typeof correctionNatures)[number];
  label: string;
  says: string;
  amountCents: number;
  decision: (typeof correctionDecisions)[number];
  reason: string;
  decidedBy: string;
  decidedAt: string;
  state: (typeof decisionStates)[number];
  documentId: string | null;
  documentNumber: string | null;
  total: number;
};

/** What was decided, and what became of it. */
export async function listDecisions(ctx: Context<Tables>, { page, size, year, q, decision, state, sort, order }: Asked) {
  const standing = sql`case
      when c.withdrawn_at is not null then 'withdrawn'
      when k.status = 'dropped' then 'dropped'
      when c.decision = 'complement' and b.id is null or k.status = 'prepared' then 'waiting'
      else 'done' end`;
  const column = { decidedAt: sql`c.decided_at`, payer: sql`p.name`, amountCents: sql`c.amount_cents` }[sort ?? 'decidedAt'];
  const { rows } = await sql<Row>`
    select c.id, c.year, c.payer_id as "payerId", p.name as "payerName", c.nature, c.label, c.says, c.amount_cents as "amountCents", c.decision, c.reason,
      c.decided_by as "decidedBy", c.decided_at as "decidedAt", ${standing} as state, d.id as "documentId", d.number as "documentNumber",
      (count(*) over ())::int as total
    from billing.correction c
    join organisations.body p on p.id = c.payer_id
    left join billing.credit k on k.organisation_id = c.organisation_id and k.id = c.credit_id
    left join billing.billed b on b.organisation_id = c.organisation_id and b.source_key = 'correction/' || c.id and b.released_by is null
    left join billing.document d on d.organisation_id = c.organisation_id and d.id = coalesce(b.document_id, k.document_id)
    where c.organisation_id = ${ctx.organisation}
      and (${year ?? null}::int is null or c.year = ${year ?? null})
      and (${decision ?? null}::text is null or c.decision = ${decision ?? null})
      and (${state ?? null}::text is null or ${standing} = ${state ?? null})
      and unaccent(c.label || ' ' || p.name || ' ' || c.reason) ilike unaccent(${`%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`})
    order by ${column} ${(order ?? (sort ? 'asc' : 'desc')) === 'desc' ? sql`desc` : sql`asc`}, c.id
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.tx);
  return {
    rows: rows.map(({ payerId, payerName, documentId, documentNumber, total: _total, ...row }) => ({
      ...row,
      payer: { id: payerId, name: payerName },
      document: documentId && documentNumber ? { id: documentId, number: documentNumber } : null,
    })),
    total: rows[0]?.total ?? 0,
  };
}
