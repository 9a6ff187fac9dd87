// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract/refusals.ts';
import { repositoryUrl } from '../machines/repository-address.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { newSecret, secretDigest } from '../secrets.ts';
import type { Tables } from '../tables.ts';

/** The time of a long prune over a slow line; asked again beyond. */
const LASTS = { hours: 4 };

/** Opens an allowed maintenance for who asked it: the secret is given once, and removes until then. */
export async function openMaintenance(ctx: Context<Tables>, { id }: { id: string }) {
  const person = personWhoActs(ctx);
  const secret = newSecret();
  const now = ctx.now();
  const endsAt = now.add(LASTS).toString();
  const asked = await find(ctx, id);
  if (asked.asked_by !== person.personId) throw refuse('backup.not-the-asker');
  if (!asked.is_allowed || asked.opened_at) throw refuse('backup.not-allowed-yet');
  if (asked.closed_at) throw refuse('backup.machine-closed');
  await ctx.tx
    .updateTable('backup.maintenance')
    .set({ secret_digest: secretDigest(ctx.house.settings, secret), opened_at: now.toString(), ends_at: endsAt })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('backup.maintenance-opened', { repositoryId: asked.repository_id, maintenanceId: id });
  return { repository: await repositoryUrl(ctx, asked.key, secret), endsAt };
}

/** Ends a maintenance before its hour. */
export async function closeMaintenance(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const { repository_id: repositoryId, opened_at: openedAt } = await find(ctx, id);
  if (!openedAt) throw refuse('backup.not-allowed-yet');
  await ctx.tx
    .updateTable('backup.maintenance')
    .set({ closed_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('backup.maintenance-closed', { repositoryId, maintenanceId: id });
}

async function find(ctx: Context<Tables>, id: string) {
  const found = await ctx.tx
    .selectFrom('backup.maintenance as m')
    .innerJoin('backup.repository as r', (join) => join.onRef('r.organisation_id', '=', 'm.organisation_id').onRef('r.id', '=', 'm.repository_id'))
    .select(['m.repository_id', 'm.asked_by', 'm.is_allowed', 'm.opened_at', 'r.key', 'r.closed_at'])
    .where('m.organisation_id', '=', ctx.organisation)
    .where('m.id', '=', id)
    .forUpdate('m')
    .executeTakeFirst();
  if (!found) throw refuse('backup.maintenance-unknown');
  return found;
}
