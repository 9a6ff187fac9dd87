// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { formatEuros } from '#platform/money/euros.ts';
import type { ToDo } from '#platform/room.ts';
import { nextDueOn } from './standing/next-due.ts';
import type { Tables } from './tables.ts';

/** Locked runs that this person did not prepare. */
export async function runsToIssue(ctx: Context<Tables>): Promise<ToDo[]> {
  const me = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const { rows } = await sql<{ id: string; organisationId: string; number: string; gross: number; slug: string }>`
    select r.id, r.organisation_id as "organisationId", r.number, r.gross_cents as gross, b.slug
    from billing.run r
    join organisations.body b on b.id = r.organisation_id
    where r.organisation_id = any (${[...ctx.organisations]}::uuid[]) and r.status = 'locked' and r.prepared_by is distinct from ${me}::uuid
    order by r.locked_at`.execute(ctx.tx);
  return rows.map(({ id, organisationId, number, gross, slug }) => ({
    organisationId,
    kind: 'sign',
    title: `Émettre la campagne ${number}`,
    detail: formatEuros(gross),
    href: `/o/${slug}/facturation/campagnes/${id}`,
    dueOn: null,
  }));
}

/** Contests without an answer, and those that were upheld while nobody has prepared the avoir. */
export async function contestsToAnswer(ctx: Context<Tables>): Promise<ToDo[]> {
  const { rows } = await sql<{ id: string; organisationId: string; number: string; payer: string; reason: string; isUpheld: boolean; slug: string }>`
    select d.id, c.organisation_id as "organisationId", d.number, d.payer_name as payer, c.reason, c.verdict is not null as "isUpheld", b.slug
    from billing.contest c
    join billing.document d on d.organisation_id = c.organisation_id and d.id = c.document_id
    join organisations.body b on b.id = c.organisation_id
    where c.organisation_id = any (${[...ctx.organisations]}::uuid[]) and c.closed_at is null
      and (c.verdict is null or not exists (
        select from billing.credit p
        where p.organisation_id = c.organisation_id and p.document_id = c.document_id and p.status = 'prepared'))
    order by c.opened_at, d.number
    limit 50`.execute(ctx.tx);
  return rows.map(({ id, organisationId, number, payer, reason, isUpheld, slug }) => ({
    organisationId,
    kind: 'do',
    title: isUpheld ? `Préparer l’avoir du document ${number}, contesté par ${payer}` : `Répondre à ${payer}, qui conteste le document ${number}`,
    detail: reason,
    href: `/o/${slug}/facturation/documents/${id}`,
    dueOn: null,
  }));
}

/** Documents that the readable bodies have to pay, the soonest first. */
export async function documentsToPay(ctx: Context<Tables>): Promise<ToDo[]> {
  const { rows } = await sql<{ id: string; payerId: string; number: string; rest: number; dueOn: string; slug: string }>`
    select d.id, d.payer_id as "payerId", d.number, s.gross_cents - s.credited_cents - s.paid_cents as rest, ${nextDueOn} as "dueOn", b.slug
    from billing.document d
    join billing.standing s on s.organisation_id = d.organisation_id and s.document_id = d.id
    join organisations.body b on b.id = d.payer_id
    where d.payer_id = any (${[...ctx.organisations]}::uuid[]) and s.gross_cents > 0 and s.contested_on is null
      and s.gross_cents - s.credited_cents - s.paid_cents > 0
    order by "dueOn", d.number
    limit 50`.execute(ctx.tx);
  return rows.map(({ id, payerId, number, rest, dueOn, slug }) => ({
    organisationId: payerId,
    kind: 'do',
    title: `Mandater ${number}, ${formatEuros(rest)}`,
    href: `/o/${slug}/factures-recues/${id}`,
    dueOn,
  }));
}
