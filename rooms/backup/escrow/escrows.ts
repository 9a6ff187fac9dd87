// SPDX-License-Identifier: EUPL-1.2
/** A lost password is a lost mairie: it can be entrusted with two persons, either of whom may have it opened, in front of the other. */
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { escrowShape } from '../contract.ts';
import { refuse } from '../contract/refusals.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { escrowBox } from '../secrets.ts';
import type { Tables } from '../tables.ts';
import { findCustodians } from './find-custodians.ts';
import { entrust, forget, openForCustodian, standing, writeOpening } from './keep-escrow.ts';

type Listed = z.output<typeof escrowShape>;

/** The open machines, with whom their password is entrusted, if it is, and who had it opened. */
export async function listEscrows(ctx: Context<Tables>): Promise<{ rows: Listed[]; total: number }> {
  const reader = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const { rows } = await sql<Listed>`
    select r.id as "repositoryId", r.label as machine, coalesce(e.mode, 'house') as mode, coalesce(e.is_stale, false) as "isStale",
      case when e.id is null then '[]' else jsonb_build_array(e.first_custodian_name, e.second_custodian_name) end as custodians,
      coalesce(${reader}::uuid in (e.first_custodian, e.second_custodian), false) as "isMine",
      coalesce(l.lapsed, '[]') as lapsed,
      coalesce((
        select jsonb_agg(jsonb_build_object('personId', c.person_id, 'name', c.name))
        from (values (e.first_custodian, e.first_custodian_name), (e.second_custodian, e.second_custodian_name)) c (person_id, name)
        where e.id is not null and not coalesce(l.lapsed, '[]') @> jsonb_build_array(jsonb_build_object('personId', c.person_id))), '[]') as "stillCustodians",
      e.deposited_by as "depositedBy", e.deposited_at as "depositedAt",
      coalesce((
        select jsonb_agg(jsonb_build_object('openedBy', o.opened_by, 'reason', o.reason, 'openedAt', to_json(o.opened_at)) order by o.opened_at desc)
        from backup.escrow_opening o
        where o.organisation_id = e.organisation_id and o.escrow_id = e.id), '[]') as openings
    from backup.repository r
    left join backup.escrow e on e.organisation_id = r.organisation_id and e.repository_id = r.id and e.withdrawn_at is null
    left join lateral (
      select jsonb_agg(
        jsonb_build_object('personId', y.person_id, 'name', y.custodian_name, 'noticedAt', to_json(y.noticed_at)) order by y.custodian_name) as lapsed
      from backup.custodian_lapse y
      where y.organisation_id = e.organisation_id and y.escrow_id = e.id) l on true
    where r.organisation_id = ${ctx.organisation} and r.closed_at is null
    order by r.label`.execute(ctx.tx);
  return { rows, total: rows.length };
}

/** Entrusts the password of a repository with the house, for two custodians. They lie in two bodies: it opens its own transactions. */
export async function depositPassword(ctx: Context<Tables>, { id, password, custodians }: { id: string; password: string; custodians: string[] }) {
  const { name } = personWhoActs(ctx);
  const { operatorId, rows: known } = await findCustodians(ctx);
  const [first, second] = custodians.map((personId) => known.find((one) => one.personId === personId));
  const entry = { actor: ctx.actor, organisation: ctx.organisation, requestId: ctx.requestId };
  await inContext<Tables, void>(ctx.house, entry, async (inside) => {
    if (!first || !second || first.personId === second.personId) throw refuse('backup.custodians', {}, 'body.custodians');
    await entrust(inside, {
      repositoryId: id,
      by: name,
      custodians: [first, second],
      operatorId,
      keep: (escrowId) => ({ sealed_password: escrowBox.seal(ctx.house.settings, escrowId, password) }),
    });
  });
}

/** Gives the password to a custodian, writes down why, and tells both. Refuses what only their sheets open. */
export async function openEscrow(ctx: Context<Tables>, { id, reason }: { id: string; reason: string }): Promise<{ password: string }> {
  const person = personWhoActs(ctx);
  const escrow = await standing(ctx, id);
  if (escrow.mode !== 'house') throw refuse('backup.sealed-to-custodians');
  await openForCustodian(ctx, escrow, person, reason);
  return { password: escrowBox.unseal(ctx.house.settings, escrow.id, escrow.sealed_password) };
}

/** Stops keeping the password. */
export async function withdrawPassword(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const { name } = personWhoActs(ctx);
  await standing(ctx, id);
  await forget(ctx, id, name);
  await ctx.tell('backup.password-withdrawn', { repositoryId: id });
}

/** The password for a drill of the platform, its opening written down as any other. Refuses `backup.not-entrusted`, `backup.sealed-to-custodians`. */
export async function passwordForDrill(ctx: Context<Tables>, repositoryId: string): Promise<string> {
  const escrow = await standing(ctx, repositoryId);
  if (escrow.mode !== 'house') throw refuse('backup.sealed-to-custodians');
  await writeOpening(ctx, escrow.id, 'La plateforme', 'Essai de restauration');
  return escrowBox.unseal(ctx.house.settings, escrow.id, escrow.sealed_password);
}
