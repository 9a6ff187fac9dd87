// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { allocate } from '#platform/money/allocate.ts';
import type { AnnexBody, BillingDocument, DocumentLine } from '../document.ts';
import type { Tables } from '../tables.ts';

const METHOD =
  'Une ligne prise pour une collectivité lui revient en entier. La participation du territoire est répartie à la population entre les collectivités ' +
  'comptées par le tarif ; une collectivité trop petite pour être comptée n’ajoute rien au montant. Cette répartition éclaire un choix interne : ' +
  'seul le payeur est engagé.';

type Part = { bodyId: string; body: string; label: string; netCents: number; says: string; isShared: boolean };

/** What each body costs the body in the address that pays, and why. */
export async function readMyCosts(ctx: Context<Tables>, input: { year?: number | undefined }) {
  const years = await yearsOf(ctx);
  const year = input.year ?? years.at(-1)?.year ?? ctx.today().year;
  const { rows } = await sql<{ content: BillingDocument; annex: AnnexBody[] | null }>`
    select d.content, o.content -> 'annex' as annex
    from billing.document d
    left join billing.document o on o.organisation_id = d.organisation_id and o.id = d.original_id
    where d.payer_id = ${ctx.organisation}
      and exists (select from billing.posting p where p.organisation_id = d.organisation_id and p.document_id = d.id and p.year = ${year})
    order by d.issued_on, d.number`.execute(ctx.tx);
  const parts = rows.flatMap(({ content, annex }) =>
    content.lines.flatMap((line) => partsOf(line, content, content.annex.length > 0 ? content.annex : (annex ?? []))),
  );
  return { year, years, bodies: bodiesOf(parts), parts, method: METHOD };
}

/** Who a line is for. Pure. */
export function partsOf(line: DocumentLine, { payer, number }: BillingDocument, annex: readonly AnnexBody[]): Part[] {
  const shared = { label: line.label, isShared: false };
  const counted = annex.filter((body) => body.isCounted && body.bodyId !== payer.bodyId);
  const isTerritory = counted.length > 0 && line.beneficiaries.length === 0 && (line.family === 'participation' || line.family === 'credit');
  if (isTerritory) {
    const keys = counted.map(({ population }) => population ?? 0);
    const shares = allocate(line.netCents, keys.some((key) => key > 0) ? keys : counted.map(() => 1));
    return counted.map((body, at) => ({
      ...shared,
      bodyId: body.bodyId,
      body: body.name,
      netCents: shares[at] ?? 0,
      says: `${number} : part à la population${body.population === null ? '' : ` (${body.population.toLocaleString('fr-FR')} habitants)`}. ${body.why}`,
      isShared: true,
    }));
  }
  const beneficiaries = line.beneficiaries.length > 0 ? line.beneficiaries : [{ bodyId: payer.bodyId, name: payer.name }];
  const shares = allocate(
    line.netCents,
    beneficiaries.map(() => 1),
  );
  return beneficiaries.map(({ bodyId, name }, at) => ({
    ...shared,
    bodyId,
    body: name,
    netCents: shares[at] ?? 0,
    says: `${number} : ${line.act?.says ?? 'commande'}${line.detail ? `, ${line.detail}` : ''}`,
  }));
}

function bodiesOf(parts: readonly Part[]) {
  const groups = Map.groupBy(parts, ({ bodyId }) => bodyId);
  return [...groups.values()]
    .map((group) => ({
      bodyId: group[0]?.bodyId ?? '',
      body: group[0]?.body ?? '',
      netCents: group.reduce((sum, { netCents }) => sum + netCents, 0),
      says: [...new Set(group.map(({ label }) => label))].join(', '),
    }))
    .toSorted((one, other) => other.netCents - one.netCents || one.body.localeCompare(other.body, 'fr'));
}

async function yearsOf(ctx: Context<Tables>) {
  const { rows } = await sql<{ year: number; netCents: number; vatCents: number; grossCents: number }>`
    select year, (-coalesce(sum(amount_cents) filter (where account = 'revenue'), 0))::bigint as "netCents",
      (-coalesce(sum(amount_cents) filter (where account = 'vat'), 0))::bigint as "vatCents",
      coalesce(sum(amount_cents) filter (where account = 'receivable'), 0)::bigint as "grossCents"
    from billing.posting
    where payer_id = ${ctx.organisation}
    group by year
    order by year`.execute(ctx.tx);
  return rows;
}
