// SPDX-License-Identifier: EUPL-1.2
/** What every way to entrust a password shares: its row, who is told, what stays written. */
import type { Context } from '#platform/context.ts';
import { notify } from '#platform/notify/notify.ts';
import { refuse } from '../contract/refusals.ts';
import type { Tables } from '../tables.ts';
import type { Custodian } from './find-custodians.ts';

type Ctx = Context<Tables>;
type Escrow = Tables['backup.escrow'];

export type Entrusted = {
  repositoryId: string;
  by: string;
  custodians: readonly [Custodian, Custodian];
  operatorId: string | null;
  /** What is kept of the password, for the row of this id. */
  keep: (escrowId: string) => Pick<Escrow, 'sealed_password'> & Partial<Sealed>;
};
type Sealed = { mode: 'either' | 'both'; first_key: Buffer; second_key: Buffer; first_box: Buffer; second_box: Buffer };

/** Entrusts a password in the body in the address; the one entrusted before is forgotten. */
export async function entrust(ctx: Ctx, { repositoryId, by, custodians, operatorId, keep }: Entrusted): Promise<void> {
  const label = await labelOf(ctx, repositoryId);
  await forget(ctx, repositoryId, by);
  const [first, second] = custodians;
  const escrowId = ctx.newId();
  const kept = keep(escrowId);
  await ctx.tx
    .insertInto('backup.escrow')
    .values({
      organisation_id: ctx.organisation,
      id: escrowId,
      repository_id: repositoryId,
      ...kept,
      first_custodian: first.personId,
      first_custodian_name: first.name,
      second_custodian: second.personId,
      second_custodian_name: second.name,
      deposited_by: by,
      deposited_at: ctx.now().toString(),
      withdrawn_by: null,
      withdrawn_at: null,
    })
    .execute();
  const held = custodians.filter(({ isOfOperator }) => isOfOperator && operatorId !== null);
  for (const { personId } of held)
    await ctx.tx
      .insertInto('backup.custody')
      .values({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        escrow_id: escrowId,
        repository_id: repositoryId,
        operator_id: operatorId ?? ctx.organisation,
        person_id: personId,
        mode: kept.mode ?? 'house',
      })
      .execute();
  await ctx.tell('backup.password-entrusted', { repositoryId });
  for (const { personId } of custodians)
    await tellCustodian(ctx, repositoryId, personId, `Le mot de passe de sauvegarde de « ${label} » vous est confié.`, `deposited ${escrowId}`);
}

/** Refuses `backup.machine-unknown`, of a machine that is closed too. */
async function labelOf(ctx: Ctx, id: string): Promise<string> {
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

/** What is entrusted today for this machine. Refuses `backup.not-entrusted`. */
export async function standing(ctx: Ctx, repositoryId: string) {
  const escrow = await ctx.tx
    .selectFrom('backup.escrow as e')
    .innerJoin('backup.repository as r', (join) => join.onRef('r.organisation_id', '=', 'e.organisation_id').onRef('r.id', '=', 'e.repository_id'))
    .selectAll('e')
    .select('r.label')
    .where('e.organisation_id', '=', ctx.organisation)
    .where('e.repository_id', '=', repositoryId)
    .where('e.withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!escrow) throw refuse('backup.not-entrusted');
  return escrow;
}

/** Who held it and who opened it stay known; the password itself goes. */
export async function forget(ctx: Ctx, repositoryId: string, by: string): Promise<void> {
  await ctx.tx.deleteFrom('backup.custody').where('organisation_id', '=', ctx.organisation).where('repository_id', '=', repositoryId).execute();
  await ctx.tx
    .updateTable('backup.escrow')
    .set({ withdrawn_at: ctx.now().toString(), withdrawn_by: by, sealed_password: Buffer.alloc(0), first_box: null, second_box: null })
    .where('organisation_id', '=', ctx.organisation)
    .where('repository_id', '=', repositoryId)
    .where('withdrawn_at', 'is', null)
    .execute();
  // After the row above, which whoever writes one holds.
  await ctx.tx
    .deleteFrom('backup.custodian_lapse')
    .where('organisation_id', '=', ctx.organisation)
    .where('repository_id', '=', repositoryId)
    .execute();
}

/** Writes down that a custodian had it opened, and tells both. Refuses `backup.not-a-custodian`. */
export async function openForCustodian(
  ctx: Ctx,
  escrow: Awaited<ReturnType<typeof standing>>,
  person: { personId: string; name: string },
  reason: string,
): Promise<void> {
  const custodians = [escrow.first_custodian, escrow.second_custodian];
  if (!custodians.includes(person.personId)) throw refuse('backup.not-a-custodian');
  const openingId = await writeOpening(ctx, escrow.id, person.name, reason);
  await ctx.tell('backup.password-opened', { repositoryId: escrow.repository_id });
  const title = `${person.name} a fait ouvrir le mot de passe de sauvegarde de « ${escrow.label} » : ${reason}`;
  for (const personId of custodians) await tellCustodian(ctx, escrow.repository_id, personId, title, openingId);
}

export async function writeOpening(ctx: Ctx, escrowId: string, openedBy: string, reason: string): Promise<string> {
  const id = ctx.newId();
  await ctx.tx
    .insertInto('backup.escrow_opening')
    .values({ organisation_id: ctx.organisation, id, escrow_id: escrowId, opened_by: openedBy, reason, opened_at: ctx.now().toString() })
    .execute();
  return id;
}

async function tellCustodian(ctx: Ctx, repositoryId: string, personId: string, title: string, key: string): Promise<void> {
  const custody = await ctx.tx
    .selectFrom('backup.custody as c')
    .innerJoin('organisations.body as o', 'o.id', 'c.operator_id')
    .select('o.slug')
    .where('c.organisation_id', '=', ctx.organisation)
    .where('c.repository_id', '=', repositoryId)
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
