// SPDX-License-Identifier: EUPL-1.2
/** Who hears of a maintenance: those who may allow it, in the body and at the operator, then who asked. */
import type { Context } from '#platform/context.ts';
import { notify } from '#platform/notify/notify.ts';
import { accountsToTell } from '#rooms/people/api.ts';
import type { Tables } from '../tables.ts';

type Ctx = Context<Tables>;

export const TELL_OPERATOR = 'backup.tell-maintenance';

/** Tells those of the body who may allow it, and has the operator's told. Runs in the body. */
export async function tellAsked(ctx: Ctx, { maintenanceId }: { maintenanceId: string }): Promise<void> {
  const asked = await find(ctx, maintenanceId);
  await tellAll(ctx, 'backup.allow-removal', asked, {
    title: `${asked.asked_by_name} demande à effacer d’anciennes sauvegardes de « ${asked.label} » : à vous de l’autoriser, ou non.`,
    href: `/o/${asked.slug}/sauvegardes/maintenances`,
  });
  if (asked.operator_id !== ctx.organisation) await ctx.queue(TELL_OPERATOR, { organisation: asked.operator_id, maintenanceId });
}

/** Tells those of the operator in the address, who may be the second person. */
export async function tellOperator(ctx: Ctx, { maintenanceId }: { maintenanceId: string }): Promise<void> {
  const asked = await find(ctx, maintenanceId);
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  await tellAll(ctx, 'backup.oversee', asked, {
    title: `${asked.body}, ${asked.asked_by_name} demande à effacer d’anciennes sauvegardes de « ${asked.label} ».`,
    href: `/o/${slug}/sauvegardes-du-territoire`,
  });
}

/** Tells who asked how it was answered; who takes a request back knows. */
export async function tellAnswered(ctx: Ctx, { maintenanceId }: { maintenanceId: string }): Promise<void> {
  const { asked_by: asker, answered_by: by, answered_by_name: name, is_allowed: isAllowed, label, slug } = await find(ctx, maintenanceId);
  if (asker === by) return;
  await notify(ctx, {
    personId: asker,
    what: 'backup.maintenance-answered',
    title: isAllowed
      ? `${name} autorise l’effacement d’anciennes sauvegardes de « ${label} » : ouvrez la maintenance quand vous êtes prêt.`
      : `${name} refuse l’effacement d’anciennes sauvegardes de « ${label} ».`,
    href: `/o/${slug}/sauvegardes/maintenances`,
    importance: 'high',
    key: `backup.maintenance-answered ${maintenanceId}`,
  });
}

async function tellAll(
  ctx: Ctx,
  permission: string,
  { id, asked_by: asker, answered_at: answeredAt }: Awaited<ReturnType<typeof find>>,
  notice: { title: string; href: string },
): Promise<void> {
  if (answeredAt) return;
  const accounts = await accountsToTell(ctx, permission, async (persons) => persons.filter((personId) => personId !== asker));
  for (const personId of accounts)
    await notify(ctx, { personId, what: 'backup.maintenance-asked', ...notice, importance: 'high', key: `backup.maintenance-asked ${id}` });
}

// The row is of the body; its operator reads it.
function find(ctx: Ctx, id: string) {
  return ctx.tx
    .selectFrom('backup.maintenance as m')
    .innerJoin('backup.repository as r', (join) => join.onRef('r.organisation_id', '=', 'm.organisation_id').onRef('r.id', '=', 'm.repository_id'))
    .innerJoin('organisations.body as b', 'b.id', 'm.organisation_id')
    .select(['m.id', 'm.operator_id', 'm.asked_by', 'm.asked_by_name', 'm.answered_by', 'm.answered_by_name', 'm.answered_at', 'm.is_allowed'])
    .select(['r.label', 'b.slug', 'b.name as body'])
    .where('m.id', '=', id)
    .executeTakeFirstOrThrow();
}
