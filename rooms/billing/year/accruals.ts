// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { writeCsv } from '#platform/documents/csv.ts';
import { divideRounded } from '#platform/money/rounding.ts';
import { familyNames } from '../contract/settings.ts';
import { unbilledIn } from '../runs/gather-due.ts';
import { settingsOf } from '../settings/read-settings.ts';
import type { Tables } from '../tables.ts';

/** So many of each on screen, the largest; the file has them all. */
const SHOWN = 100;

type Asked = { year?: number | undefined };

/** What the accounts of a year must carry over, with the largest lines of both. */
export async function readAccruals(ctx: Context<Tables>, input: Asked) {
  const { year, deferred, toReceive } = await accrualsOf(ctx, input);
  return {
    year,
    deferred: deferred.toSorted((one, other) => Math.abs(other.deferredCents) - Math.abs(one.deferredCents)).slice(0, SHOWN),
    deferredCount: deferred.length,
    deferredCents: deferred.reduce((sum, { deferredCents }) => sum + deferredCents, 0),
    toReceive: toReceive.toSorted((one, other) => other.netCents - one.netCents).slice(0, SHOWN),
    toReceiveCount: toReceive.length,
    toReceiveCents: toReceive.reduce((sum, { netCents }) => sum + netCents, 0),
  };
}

/** All of them, line by line. */
export async function exportAccruals(ctx: Context<Tables>, input: Asked) {
  const { year, deferred, toReceive } = await accrualsOf(ctx, input);
  return {
    name: `rattachements-${year}.csv`,
    type: 'text/csv; charset=utf-8',
    content: writeCsv(
      ['Nature', 'Document', 'Payeur', 'Ligne', 'Du', 'Au', 'Facturé (€)', 'À rattacher (€)', 'Précision'],
      [
        ...deferred.map((row) => [
          'Produit constaté d’avance',
          row.number,
          row.payer,
          row.label,
          row.from,
          row.until,
          { cents: row.netCents },
          { cents: row.deferredCents },
          '',
        ]),
        ...toReceive.map((row) => ['Produit à recevoir', '', row.payer, row.label, '', '', '', { cents: row.netCents }, row.says]),
      ],
    ),
  };
}

/** Billed for the next year, and served in the year without having been billed. */
async function accrualsOf(ctx: Context<Tables>, input: Asked) {
  const year = input.year ?? ctx.today().year;
  const last = `${year}-12-31`;
  const { rows } = await sql<{
    documentId: string;
    number: string;
    payer: string;
    label: string;
    from: string;
    until: string;
    netCents: number;
    days: number;
    after: number;
  }>`
    select p.document_id as "documentId", d.number, d.payer_name as payer, p.label, p.period_from as "from", p.period_until as until, (-p.amount_cents)::bigint as "netCents",
      (p.period_until - p.period_from + 1)::int as days, (p.period_until - greatest(p.period_from, ${last}::date + 1) + 1)::int as after
    from billing.posting p
    join billing.document d on d.organisation_id = p.organisation_id and d.id = p.document_id
    where p.organisation_id = ${ctx.organisation} and p.account = 'revenue' and p.on_day <= ${last}::date and p.period_until > ${last}::date
    order by d.number, p.rank`.execute(ctx.tx);
  const deferred = rows.map(({ days, after, ...row }) => ({ ...row, deferredCents: divideRounded(row.netCents * after, days, 'half-up') }));
  const due = await unbilledIn(ctx, { year, from: `${year}-01-01`, until: last, families: familyNames, payerIds: null }, await settingsOf(ctx));
  const payers = await sql<{ id: string; name: string }>`
    select id, name from organisations.body where id = any (${[...new Set(due.map(({ payerId }) => payerId))]}::uuid[])`.execute(ctx.tx);
  const names = new Map(payers.rows.map(({ id, name }) => [id, name]));
  const toReceive = due.map(({ payerId, label, netCents, detail }) => ({
    payer: names.get(payerId) ?? '',
    label,
    netCents: netCents ?? 0,
    says: netCents === null ? 'Sur devis : montant à fixer.' : detail,
  }));
  return { year, deferred, toReceive };
}
