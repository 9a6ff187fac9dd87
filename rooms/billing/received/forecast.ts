// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { percentOf } from '#platform/money/vat.ts';
import type { Tables } from '../tables.ts';

const METHOD =
  'Reprend les participations et les abonnements facturés pour cette année ou, à défaut, pour la précédente, au même montant. ' +
  'Une convention qui prend fin, un recomptage ou un nouveau tarif ne sont pas encore comptés. ' +
  'Les frais d’accès, les commandes, les dépassements et les prix sur plusieurs années ne sont pas répétés. C’est une prévision : ni devis, ni facture.';

/** What next year should cost the body in the address, from what it was billed for this one and the last. */
export async function readForecast(ctx: Context<Tables>) {
  const year = ctx.today().year;
  const { rows } = await sql<{ operator: string; label: string; netCents: number; rate: number; act: string | null; until: string }>`
    with yearly as (
      select p.*, row_number() over (partition by p.organisation_id, p.line_key order by p.year desc, p.on_day desc, p.rank) as latest
      from billing.posting p
      where p.payer_id = ${ctx.organisation} and p.account = 'revenue' and p.family in ('participation', 'subscription') and p.year in (${year}, ${year - 1})
    )
    select o.name as operator, y.label, coalesce((
        select -sum(x.amount_cents) from billing.posting x
        where x.organisation_id = y.organisation_id and x.payer_id = y.payer_id and x.line_key = y.line_key and x.year = y.year and x.account = 'revenue'), 0)::bigint as "netCents",
      coalesce(y.rate_basis_points, 0) as rate, y.basis ->> 'edition' as act, y.period_until as until
    from yearly y
    join organisations.body o on o.id = y.organisation_id
    where y.latest = 1
    order by 3 desc, 2`.execute(ctx.tx);
  const lines = rows
    .filter(({ netCents }) => netCents > 0)
    .map(({ operator, label, netCents, rate, act, until }) => ({
      operator,
      label,
      netCents,
      vatCents: percentOf(netCents, rate),
      act: act ? `Édition ${act}` : '',
      says: `Reconduit du montant facturé ; la dernière période facturée finit le ${Temporal.PlainDate.from(until).toLocaleString('fr-FR')}.`,
    }));
  const { rows: now } = await sql<{ cents: number }>`
    select coalesce(sum(amount_cents), 0)::bigint as cents from billing.posting
    where payer_id = ${ctx.organisation} and account = 'receivable' and year = ${year}`.execute(ctx.tx);
  const netCents = lines.reduce((sum, line) => sum + line.netCents, 0);
  return {
    year: year + 1,
    method: METHOD,
    lines,
    netCents,
    grossCents: netCents + lines.reduce((sum, { vatCents }) => sum + vatCents, 0),
    thisYearCents: now[0]?.cents ?? 0,
  };
}
