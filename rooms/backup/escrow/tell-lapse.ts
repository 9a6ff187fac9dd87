// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { notify } from '#platform/notify/notify.ts';
import { accountsToTell } from '#rooms/people/api.ts';
import type { Tables } from '../tables.ts';

type Ctx = Context<Tables>;
type Lapsed = { escrowId: string; personId: string; name: string; label: string };

export const TELL_LAPSE = 'backup.tell-lapse';

/** Tells those who administer the backups of the body, once for each custodian, and has those who oversee them at its operator told. */
export async function tellLapse(ctx: Ctx, lapsed: readonly Lapsed[]): Promise<void> {
  const { slug, name: body } = await bodyOf(ctx);
  const { operator_id: operatorId } = await ctx.tx
    .selectFrom('backup.account')
    .select('operator_id')
    .where('organisation_id', '=', ctx.organisation)
    .executeTakeFirstOrThrow();
  for (const [personId, theirs] of Map.groupBy(lapsed, (one) => one.personId)) {
    const says = sentenceOf(theirs);
    const key = `backup.lapse ${personId} ${theirs.map(({ escrowId }) => escrowId).join(' ')}`;
    await tell(ctx, { permission: 'backup.administer', key, title: `${says} : à confier de nouveau.`, href: `/o/${slug}/sauvegardes/mots-de-passe` });
    if (operatorId !== ctx.organisation) await ctx.queue(TELL_LAPSE, { organisation: operatorId, key, title: `${body} : ${says}.` });
  }
}

/** The same for the operator in the address. */
export async function tellOperatorOfLapse(ctx: Ctx, { key, title }: { key: string; title: string }): Promise<void> {
  const { slug } = await bodyOf(ctx);
  await tell(ctx, { permission: 'backup.oversee', key, title, href: `/o/${slug}/sauvegardes-du-territoire` });
}

async function tell(ctx: Ctx, { permission, ...notice }: { permission: string; key: string; title: string; href: string }): Promise<void> {
  for (const personId of await accountsToTell(ctx, permission))
    await notify(ctx, { personId, what: 'backup.custodian-lapsed', importance: 'high', ...notice });
}

function sentenceOf(lapsed: readonly Lapsed[]): string {
  const machines = lapsed.map(({ label }) => `« ${label} »`).join(', ');
  const what = lapsed.length === 1 ? 'le mot de passe de sauvegarde' : 'les mots de passe de sauvegarde';
  return `${lapsed[0]?.name} ne peut plus ouvrir ${what} de ${machines}`;
}

function bodyOf({ tx, organisation }: Ctx) {
  return tx.selectFrom('organisations.body').select(['slug', 'name']).where('id', '=', organisation).executeTakeFirstOrThrow();
}
