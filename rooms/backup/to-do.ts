// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { ToDo } from '#platform/room.ts';
import { USUAL_DRILL_DAYS } from './plan/read-plan.ts';
import type { Tables } from './tables.ts';

/** Restores to prove again: one line for each body, which names the machines. Those whose password the house can open, it tries itself. */
export async function drillsToDo(ctx: Context<Tables>): Promise<ToDo[]> {
  const { rows } = await sql<{ organisationId: string; slug: string; body: string; machines: string[] }>`
    select r.organisation_id as "organisationId", o.slug, o.name as body, array_agg(r.label order by r.label) as machines
    from backup.repository r
    join organisations.body o on o.id = r.organisation_id
    left join backup.plan p on p.organisation_id = r.organisation_id
    where r.organisation_id = any (${[...ctx.organisations]}::uuid[])
      and r.closed_at is null
      and r.backed_up_at is not null
      and (r.proven_at is null
        or r.proven_at < ${ctx.now().toString()}::timestamptz - make_interval(days => coalesce(p.drill_days, ${USUAL_DRILL_DAYS}::int)))
      and not exists (
        select from backup.escrow e
        where e.organisation_id = r.organisation_id and e.repository_id = r.id and e.withdrawn_at is null and e.mode = 'house')
    group by r.organisation_id, o.slug, o.name`.execute(ctx.tx);
  return rows.map(({ organisationId, slug, body, machines }) => ({
    organisationId,
    kind: 'do',
    title: `Prouver une restauration à ${body}`,
    detail: machines.join(', '),
    href: `/o/${slug}/sauvegardes`,
    dueOn: null,
  }));
}

/** Passwords that a custodian can open no more, or only with a sheet of before: one line for each body. */
export async function resealsToDo(ctx: Context<Tables>): Promise<ToDo[]> {
  const { rows } = await sql<{ organisationId: string; slug: string; body: string; machines: string[] }>`
    select e.organisation_id as "organisationId", o.slug, o.name as body, array_agg(r.label order by r.label) as machines
    from backup.escrow e
    join backup.repository r on r.organisation_id = e.organisation_id and r.id = e.repository_id and r.closed_at is null
    join organisations.body o on o.id = e.organisation_id
    where e.organisation_id = any (${[...ctx.organisations]}::uuid[])
      and e.withdrawn_at is null
      and (e.is_stale or exists (select from backup.custodian_lapse l where l.organisation_id = e.organisation_id and l.escrow_id = e.id))
    group by e.organisation_id, o.slug, o.name`.execute(ctx.tx);
  return rows.map(({ organisationId, slug, body, machines }) => ({
    organisationId,
    kind: 'do',
    title: `Confier de nouveau ${machines.length === 1 ? 'un mot de passe' : 'des mots de passe'} de sauvegarde, à ${body}`,
    detail: machines.join(', '),
    href: `/o/${slug}/sauvegardes/mots-de-passe`,
    dueOn: null,
  }));
}

/** Maintenances that somebody else asked, and that this person may allow. */
export async function maintenancesToDo(ctx: Context<Tables>): Promise<ToDo[]> {
  const reader = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const { rows } = await sql<{ organisationId: string; slug: string; machine: string; askedBy: string }>`
    select m.organisation_id as "organisationId", o.slug, r.label as machine, m.asked_by_name as "askedBy"
    from backup.maintenance m
    join backup.repository r on r.organisation_id = m.organisation_id and r.id = m.repository_id
    join organisations.body o on o.id = m.organisation_id
    where m.organisation_id = any (${[...ctx.organisations]}::uuid[])
      and m.answered_at is null
      and m.asked_by is distinct from ${reader}::uuid
      and r.closed_at is null
    order by m.asked_at`.execute(ctx.tx);
  return rows.map(({ organisationId, slug, machine, askedBy }) => ({
    organisationId,
    kind: 'do',
    title: `Autoriser, ou non, l’effacement d’anciennes sauvegardes de « ${machine} »`,
    detail: `Demandé par ${askedBy}`,
    href: `/o/${slug}/sauvegardes/maintenances`,
    dueOn: null,
  }));
}
