// SPDX-License-Identifier: EUPL-1.2
/** Public keys of custodians. The private half stands on a sheet that its holder printed: whoever loses it gives another. */
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import { inContext } from '#platform/make-context.ts';
import { notify } from '#platform/notify/notify.ts';
import { accountsToTell } from '#rooms/people/api.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';

type Ctx = Context<Tables>;

export const MARK_STALE = 'backup.mark-stale';

export type RecoveryKey = { id: string; publicKey: string; madeAt: string };

/** The keys that stand in the body in the address, by person. */
export async function keysHere(ctx: Ctx): Promise<Map<string, RecoveryKey>> {
  const rows = await ctx.tx
    .selectFrom('backup.recovery_key')
    .select(['id', 'person_id', 'public_key', 'made_at'])
    .where('organisation_id', '=', ctx.organisation)
    .where('retired_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.person_id, { id: row.id, publicKey: row.public_key.toString('base64url'), madeAt: row.made_at }]));
}

/** The reader's own key in the body in the address. */
export async function readMyKey(ctx: Ctx): Promise<{ key: RecoveryKey | null }> {
  const mine = ctx.actor.kind === 'person' ? (await keysHere(ctx)).get(ctx.actor.personId) : undefined;
  return { key: mine ?? null };
}

/** Sets it. What was sealed to the one before still opens with its sheet; it is to be sealed again, and those who administer are told. */
export async function setMyKey(ctx: Ctx, { publicKey }: { publicKey: string }): Promise<{ id: string }> {
  const { personId } = personWhoActs(ctx);
  const known = (await keysHere(ctx)).get(personId);
  if (known?.publicKey === publicKey) return { id: known.id };
  const at = ctx.now().toString();
  await ctx.tx
    .updateTable('backup.recovery_key')
    .set({ retired_at: at })
    .where('organisation_id', '=', ctx.organisation)
    .where('person_id', '=', personId)
    .where('retired_at', 'is', null)
    .execute();
  const id = ctx.newId();
  await ctx.tx
    .insertInto('backup.recovery_key')
    .values({ organisation_id: ctx.organisation, id, person_id: personId, public_key: Buffer.from(publicKey, 'base64url'), made_at: at })
    .execute();
  await ctx.record({ what: 'backup.recovery-key-set', about: { keyId: id } });
  // Boxes of other bodies too, where this is the operator's person.
  if (known) await ctx.queue(MARK_STALE, { personId });
  return { id };
}

/** Says of the boxes of a person whose key is another that they are to be sealed again, in every body. */
export async function markStale({ house }: Ctx, { personId }: { personId: string }): Promise<void> {
  const bodies = await acrossOrganisations<Tables, string[]>(
    house.db,
    'backup.mark-stale',
    'find the boxes sealed to a key that was replaced',
    async (tx) => {
      const rows = await tx
        .selectFrom('backup.escrow')
        .select('organisation_id')
        .distinct()
        .where('mode', '!=', 'house')
        .where('withdrawn_at', 'is', null)
        .where(({ eb, or }) => or([eb('first_custodian', '=', personId), eb('second_custodian', '=', personId)]))
        .execute();
      return rows.map((row) => row.organisation_id);
    },
  );
  for (const organisation of bodies)
    await inContext<Tables, void>(house, { actor: { kind: 'job', name: MARK_STALE }, organisation }, (ctx) => markIn(ctx, personId));
}

async function markIn(ctx: Ctx, personId: string): Promise<void> {
  const marked = await ctx.tx
    .updateTable('backup.escrow')
    .set({ is_stale: true })
    .where('organisation_id', '=', ctx.organisation)
    .where('mode', '!=', 'house')
    .where('withdrawn_at', 'is', null)
    .where('is_stale', '=', false)
    .where(({ eb, or }) => or([eb('first_custodian', '=', personId), eb('second_custodian', '=', personId)]))
    .returning(['id', 'first_custodian', 'first_custodian_name', 'second_custodian_name'])
    .execute();
  const [one] = marked;
  if (!one) return;
  await ctx.tx
    .updateTable('backup.custody')
    .set({ is_stale: true })
    .where('organisation_id', '=', ctx.organisation)
    .where(
      'escrow_id',
      'in',
      marked.map(({ id }) => id),
    )
    .execute();
  const who = one.first_custodian === personId ? one.first_custodian_name : one.second_custodian_name;
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  for (const account of await accountsToTell(ctx, 'backup.administer'))
    await notify(ctx, {
      personId: account,
      what: 'backup.key-replaced',
      title: `${who} a changé de fiche de dépositaire : des mots de passe de sauvegarde sont à confier de nouveau.`,
      href: `/o/${slug}/sauvegardes/mots-de-passe`,
      importance: 'high',
      key: `backup.stale ${marked.map(({ id }) => id).join(' ')}`,
    });
}
