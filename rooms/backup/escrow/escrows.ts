// SPDX-License-Identifier: EUPL-1.2
/** A lost password is a lost mairie: it can be entrusted with two persons, either of whom may have it opened, in front of the other. */
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { notify } from '#platform/notify/notify.ts';
import { refuse } from '../contract/refusals.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { escrowBox } from '../secrets.ts';
import type { Tables } from '../tables.ts';
import { findCustodians, type Custodian } from './find-custodians.ts';

type Listed = {
  repositoryId: string;
  machine: string;
  custodians: string[];
  isMine: boolean;
  depositedBy: string | null;
  depositedAt: string | null;
  openings: { openedBy: string; reason: string; openedAt: string }[];
};

/** The open machines, with whom their password is entrusted, if it is, and who had it opened. */
export async function listEscrows(ctx: Context<Tables>): Promise<{ rows: Listed[]; total: number }> {
  const reader = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const { rows } = await sql<Listed>`
    select r.id as "repositoryId", r.label as machine,
      case when e.id is null then '[]' else jsonb_build_array(e.first_custodian_name, e.second_custodian_name) end as custodians,
      coalesce(${reader}::uuid in (e.first_custodian, e.second_custodian), false) as "isMine",
      e.deposited_by as "depositedBy", e.deposited_at as "depositedAt",
      coalesce((
        select jsonb_agg(jsonb_build_object('openedBy', o.opened_by, 'reason', o.reason, 'openedAt', to_json(o.opened_at)) order by o.opened_at desc)
        from backup.escrow_opening o
        where o.organisation_id = e.organisation_id and o.escrow_id = e.id), '[]') as openings
    from backup.repository r
    left join backup.escrow e on e.organisation_id = r.organisation_id and e.repository_id = r.id and e.withdrawn_at is null
    where r.organisation_id = ${ctx.organisation} and r.closed_at is null
    order by r.label`.execute(ctx.tx);
  return { rows, total: rows.length };
}

/** Entrusts the password of a repository; the one entrusted before is forgotten. Its candidates lie in two bodies: it opens its own transactions. */
export async function depositPassword(ctx: Context<Tables>, { id, password, custodians }: { id: string; password: string; custodians: string[] }) {
  const { name } = personWhoActs(ctx);
  const { operatorId, rows: known } = await findCustodians(ctx);
  const [first, second] = custodians.map((personId) => known.find((one) => one.personId === personId));
  const entry = { actor: ctx.actor, organisation: ctx.organisation, requestId: ctx.requestId };
  await inContext<Tables, void>(ctx.house, entry, async (inside) => {
    const label = await labelOf(inside, id);
    if (!first || !second || first.personId === second.personId) throw refuse('backup.custodians', {}, 'body.custodians');
    await entrust(inside, { id, name, label, password, custodians: [first, second], operatorId });
  });
}

type Entrusted = { id: string; name: string; label: string; password: string; custodians: [Custodian, Custodian]; operatorId: string | null };

async function entrust(ctx: Context<Tables>, { id, name, label, password, custodians: [first, second], operatorId }: Entrusted): Promise<void> {
  await forget(ctx, id, name);
  const escrowId = ctx.newId();
  await ctx.tx
    .insertInto('backup.escrow')
    .values({
      organisation_id: ctx.organisation,
      id: escrowId,
      repository_id: id,
      sealed_password: escrowBox.seal(ctx.house.settings, escrowId, password),
      first_custodian: first.personId,
      first_custodian_name: first.name,
      second_custodian: second.personId,
      second_custodian_name: second.name,
      deposited_by: name,
      deposited_at: ctx.now().toString(),
      withdrawn_by: null,
      withdrawn_at: null,
    })
    .execute();
  for (const { personId, isOfOperator } of [first, second])
    if (isOfOperator && operatorId)
      await ctx.tx
        .insertInto('backup.custody')
        .values({
          organisation_id: ctx.organisation,
          id: ctx.newId(),
          escrow_id: escrowId,
          repository_id: id,
          operator_id: operatorId,
          person_id: personId,
        })
        .execute();
  await ctx.tell('backup.password-entrusted', { repositoryId: id });
  for (const { personId } of [first, second])
    await tellCustodian(ctx, personId, `Le mot de passe de sauvegarde de « ${label} » vous est confié.`, `deposited ${escrowId}`);
}

async function labelOf(ctx: Context<Tables>, id: string): Promise<string> {
  const machine = await ctx.tx
    .selectFrom('backup.repository')
    .select('label')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (!machine) throw refuse('backup.machine-unknown');
  return machine.label;
}

/** Gives the password to a custodian, writes down why, and tells both. */
export async function openEscrow(ctx: Context<Tables>, { id, reason }: { id: string; reason: string }): Promise<{ password: string }> {
  const person = personWhoActs(ctx);
  const escrow = await standing(ctx, id);
  const custodians = [escrow.first_custodian, escrow.second_custodian];
  if (!custodians.includes(person.personId)) throw refuse('backup.not-a-custodian');
  const openingId = await writeOpening(ctx, escrow.id, person.name, reason);
  await ctx.tell('backup.password-opened', { repositoryId: id });
  for (const personId of custodians)
    await tellCustodian(ctx, personId, `${person.name} a fait ouvrir le mot de passe de sauvegarde de « ${escrow.label} » : ${reason}`, openingId);
  return { password: escrowBox.unseal(ctx.house.settings, escrow.id, escrow.sealed_password) };
}

/** Stops keeping the password. */
export async function withdrawPassword(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const { name } = personWhoActs(ctx);
  await standing(ctx, id);
  await forget(ctx, id, name);
  await ctx.tell('backup.password-withdrawn', { repositoryId: id });
}

/** The password for a drill of the platform, its opening written down as any other. Refuses `backup.not-entrusted`. */
export async function passwordForDrill(ctx: Context<Tables>, repositoryId: string): Promise<string> {
  const escrow = await standing(ctx, repositoryId);
  await writeOpening(ctx, escrow.id, 'La plateforme', 'Essai de restauration');
  return escrowBox.unseal(ctx.house.settings, escrow.id, escrow.sealed_password);
}

async function standing(ctx: Context<Tables>, repositoryId: string) {
  const escrow = await ctx.tx
    .selectFrom('backup.escrow as e')
    .innerJoin('backup.repository as r', (join) => join.onRef('r.organisation_id', '=', 'e.organisation_id').onRef('r.id', '=', 'e.repository_id'))
    .select(['e.id', 'e.sealed_password', 'e.first_custodian', 'e.second_custodian', 'r.label'])
    .where('e.organisation_id', '=', ctx.organisation)
    .where('e.repository_id', '=', repositoryId)
    .where('e.withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!escrow) throw refuse('backup.not-entrusted');
  return escrow;
}

// Who held it and who opened it stay known; the password itself goes.
async function forget(ctx: Context<Tables>, repositoryId: string, by: string): Promise<void> {
  await ctx.tx.deleteFrom('backup.custody').where('organisation_id', '=', ctx.organisation).where('repository_id', '=', repositoryId).execute();
  await ctx.tx
    .updateTable('backup.escrow')
    .set({ withdrawn_at: ctx.now().toString(), withdrawn_by: by, sealed_password: Buffer.alloc(0) })
    .where('organisation_id', '=', ctx.organisation)
    .where('repository_id', '=', repositoryId)
    .where('withdrawn_at', 'is', null)
    .execute();
}

async function writeOpening(ctx: Context<Tables>, escrowId: string, openedBy: string, reason: string): Promise<string> {
  const id = ctx.newId();
  await ctx.tx
    .insertInto('backup.escrow_opening')
    .values({ organisation_id: ctx.organisation, id, escrow_id: escrowId, opened_by: openedBy, reason, opened_at: ctx.now().toString() })
    .execute();
  return id;
}

async function tellCustodian(ctx: Context<Tables>, personId: string, title: string, key: string): Promise<void> {
  const custody = await ctx.tx
    .selectFrom('backup.custody as c')
    .innerJoin('organisations.body as o', 'o.id', 'c.operator_id')
    .select('o.slug')
    .where('c.organisation_id', '=', ctx.organisation)
    .where('c.person_id', '=', personId)
    .executeTakeFirst();
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  await notify(ctx, {
    personId,
    what: 'backup.password',
    title,
    // Somebody of the operator has no page in the body.
    href: custody ? `/o/${custody.slug}/sauvegardes-du-territoire` : `/o/${slug}/sauvegardes/mots-de-passe`,
    importance: 'high',
    key: `backup.escrow ${key}`,
  });
}
