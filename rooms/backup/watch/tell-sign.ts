// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { notify } from '#platform/notify/notify.ts';
import { accountsToTell } from '#rooms/people/api.ts';
import type { SignKind, Tables } from '../tables.ts';

type Ctx = Context<Tables>;

export const TELL_SIGN = 'backup.tell-sign';

/** An attack has these signs: whoever takes mails at all hears at once. */
const grave: readonly SignKind[] = ['mass-new-data', 'volume-drop', 'removal-tried'];

/** Tells those who administer the backups of the body, and has those who oversee them at its operator told. Runs in the body. */
export async function tellSign(ctx: Ctx, { signId }: { signId: string }): Promise<void> {
  const sign = await find(ctx, signId);
  await tell(ctx, sign, 'backup.administer', `${sign.label} : ${sign.says}`, `/o/${sign.slug}/sauvegardes`);
  if (sign.operator_id !== ctx.organisation) await ctx.queue(TELL_SIGN, { organisation: sign.operator_id, signId });
}

/** The same for the operator in the address. */
export async function tellOperatorOfSign(ctx: Ctx, { signId }: { signId: string }): Promise<void> {
  const sign = await find(ctx, signId);
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  await tell(ctx, sign, 'backup.oversee', `${sign.body}, ${sign.label} : ${sign.says}`, `/o/${slug}/sauvegardes-du-territoire/signes`);
}

/** Tells those who administer the backups of the body what its operator found. Runs in the body. */
export async function tellHandled(ctx: Ctx, { signId, by, why }: { signId: string; by: string; why: string }): Promise<void> {
  const { label, slug } = await find(ctx, signId);
  for (const personId of await accountsToTell(ctx, 'backup.administer'))
    await notify(ctx, {
      personId,
      what: 'backup.sign-handled',
      title: `${label} : votre opérateur a regardé (${by}) : ${why}`,
      href: `/o/${slug}/sauvegardes`,
      importance: 'normal',
      key: `backup.sign-handled ${signId}`,
    });
}

async function tell(ctx: Ctx, { id, kind }: Awaited<ReturnType<typeof find>>, permission: string, title: string, href: string): Promise<void> {
  for (const personId of await accountsToTell(ctx, permission))
    await notify(ctx, {
      personId,
      what: 'backup.sign-noticed',
      title,
      href,
      importance: grave.includes(kind) ? 'high' : 'normal',
      key: `backup.sign ${id}`,
    });
}

function find(ctx: Ctx, id: string) {
  return ctx.tx
    .selectFrom('backup.sign as s')
    .innerJoin('backup.repository as r', (join) => join.onRef('r.organisation_id', '=', 's.organisation_id').onRef('r.id', '=', 's.repository_id'))
    .innerJoin('organisations.body as b', 'b.id', 's.organisation_id')
    .select(['s.id', 's.kind', 's.says', 's.operator_id', 'r.label', 'b.slug', 'b.name as body'])
    .where('s.id', '=', id)
    .executeTakeFirstOrThrow();
}
