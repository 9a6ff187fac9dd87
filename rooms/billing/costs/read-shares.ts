// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { divideRounded } from '#platform/money/rounding.ts';
import type { Sharing, Tables } from '../tables.ts';
import { exactShares, type Member } from './exact-shares.ts';
import { serviceLabels } from './service-labels.ts';

const TWENTY = 2000;
const FIFTY = 5000;
const TOO_TAXED = 'plus de 20 % de recettes soumises à TVA : les services qui';

/** Common costs against participations, member by member, and both tolerances of the doctrine (BOI-TVA-CHAMP-30-10-40). */
export async function readShares(ctx: Context<Tables>, input: { year?: number | undefined }) {
  const year = input.year ?? ctx.today().year;
  const services = await servicesOf(ctx, year);
  const labels = await serviceLabels(ctx);
  const members = await membersOf(ctx, year);
  const exact = exactShares(members, services);
  const { outside, turnover } = await turnoverOf(ctx, year);
  const commonCents = services.reduce((sum, one) => sum + one.commonCents, 0);
  const participationCents = members.reduce((sum, one) => sum + one.participationCents, 0);
  const outsideBasisPoints = turnover === 0 ? 0 : divideRounded(outside * 10_000, turnover, 'half-up');
  const rows = members.map((member, at) => ({
    payerId: member.payerId,
    payer: member.payer,
    participationCents: member.participationCents,
    exactCents: exact[at] ?? 0,
    gapCents: member.participationCents - (exact[at] ?? 0),
    bodies: member.bodies,
    population: member.population,
    taxedBasisPoints: member.taxed,
    isOverTwenty: member.taxed !== null && member.taxed > TWENTY,
    evidence: member.evidence,
  }));
  return {
    year,
    services: services.map((one) => ({
      ...one,
      label: labels.get(one.service) ?? one.service,
      gapCents: one.participationCents - one.commonCents,
      coverageBasisPoints: one.commonCents === 0 ? null : divideRounded(one.participationCents * 10_000, one.commonCents, 'half-up'),
    })),
    members: rows,
    commonCents,
    participationCents,
    outsideCents: outside,
    turnoverCents: turnover,
    outsideBasisPoints,
    isOverFifty: outsideBasisPoints > FIFTY,
    notes: notesOf({
      commonCents,
      participationCents,
      undeclared: rows.filter(({ taxedBasisPoints }) => taxedBasisPoints === null).length,
      over: rows.filter(({ isOverTwenty }) => isOverTwenty).length,
      isOverFifty: outsideBasisPoints > FIFTY,
    }),
  };
}

async function servicesOf(
  ctx: Context<Tables>,
  year: number,
): Promise<{ service: string; sharing: Sharing; commonCents: number; participationCents: number }[]> {
  const { rows } = await sql<{ service: string; sharing: Sharing; commonCents: number; participationCents: number }>`
    with costs as (
      select service, min(sharing) as sharing, sum(amount_cents)::bigint as common
      from billing.cost
      where organisation_id = ${ctx.organisation} and year = ${year} and is_common
      group by service
    ), called as (
      select offer, (-sum(amount_cents))::bigint as cents
      from billing.posting
      where organisation_id = ${ctx.organisation} and year = ${year} and account = 'revenue' and kind = 'appel'
      group by offer
    )
    select c.service, c.sharing, c.common as "commonCents", coalesce(k.cents, 0)::bigint as "participationCents"
    from costs c
    left join called k on k.offer = c.service
    order by c.common desc, c.service`.execute(ctx.tx);
  return rows;
}

async function membersOf(ctx: Context<Tables>, year: number): Promise<(Member & { taxed: number | null; evidence: string | null })[]> {
  const { rows } = await sql<Member & { taxed: number | null; evidence: string | null }>`
    with called as (
      select payer_id, (-sum(amount_cents))::bigint as cents
      from billing.posting
      where organisation_id = ${ctx.organisation} and year = ${year} and account = 'revenue' and kind = 'appel'
      group by payer_id
    ), served as (
      select distinct on (d.payer_id) d.payer_id, json_array_length(d.content -> 'annex') as bodies,
        (select coalesce(sum((a.body ->> 'population')::int), 0) from json_array_elements(d.content -> 'annex') as a (body)
          where (a.body ->> 'bodyId')::uuid <> d.payer_id) as population
      from billing.document d
      where d.organisation_id = ${ctx.organisation} and d.kind = 'appel'
        and exists (select from billing.posting p where p.organisation_id = d.organisation_id and p.document_id = d.id and p.year = ${year})
      order by d.payer_id, json_array_length(d.content -> 'annex') desc
    )
    select c.payer_id as "payerId", b.name as payer, c.cents as "participationCents", greatest(coalesce(s.bodies, 1), 1)::int as bodies,
      coalesce(nullif(s.population, 0), p.inhabitants, 0)::int as population, r.taxed_basis_points as taxed, r.evidence
    from called c
    join organisations.body b on b.id = c.payer_id
    left join served s on s.payer_id = c.payer_id
    left join lateral (select max(inhabitants) as inhabitants from organisations.population o where o.body_id = c.payer_id and o.figure = 'totale') p on true
    left join billing.member_receipts r on r.organisation_id = ${ctx.organisation} and r.year = ${year} and r.payer_id = c.payer_id
    where c.cents <> 0
    order by b.name`.execute(ctx.tx);
  return rows;
}

/** Taxed services to those who receive no call are services to those who are not members. */
async function turnoverOf(ctx: Context<Tables>, year: number): Promise<{ outside: number; turnover: number }> {
  const { rows } = await sql<{ outside: number; turnover: number }>`
    with revenue as (
      select payer_id, kind, (-sum(amount_cents))::bigint as cents
      from billing.posting
      where organisation_id = ${ctx.organisation} and year = ${year} and account = 'revenue'
      group by payer_id, kind
    )
    select coalesce(sum(cents), 0)::bigint as turnover,
      coalesce(sum(cents) filter (where kind = 'facture' and payer_id not in (select payer_id from revenue where kind = 'appel')), 0)::bigint as outside
    from revenue`.execute(ctx.tx);
  return rows[0] ?? { outside: 0, turnover: 0 };
}

function notesOf({
  commonCents,
  participationCents,
  undeclared,
  over,
  isOverFifty,
}: {
  commonCents: number;
  participationCents: number;
  undeclared: number;
  over: number;
  isOverFifty: boolean;
}): string[] {
  return [
    commonCents === 0 ? 'Aucun coût commun n’est saisi pour l’année : la part exacte ne peut pas être montrée.' : '',
    commonCents > 0 && participationCents > commonCents
      ? 'Les participations dépassent les coûts communs : l’exonération suppose la part exacte, l’excédent est à rendre ou à reporter.'
      : '',
    undeclared === 1 ? 'Un membre n’a pas déclaré la part de ses recettes soumises à TVA.' : '',
    undeclared > 1 ? `${undeclared} membres n’ont pas déclaré la part de leurs recettes soumises à TVA.` : '',
    over === 1 ? `Un membre déclare ${TOO_TAXED} lui sont rendus ne sont plus exonérés par tolérance.` : '',
    over > 1 ? `${over} membres déclarent ${TOO_TAXED} leur sont rendus ne sont plus exonérés par tolérance.` : '',
    isOverFifty ? 'Les services rendus à des tiers dépassent 50 % du chiffre d’affaires : la tolérance ne joue plus.' : '',
  ].filter(Boolean);
}
