// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { wakePages } from '#platform/notify/my-notices.ts';
import { endEntriesSoon } from '../openid-provider/end-entries.ts';
import { refuse } from '../contract.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { isKnownDevice } from './known-device.ts';

/** The browsers in which the person has signed in, this one first, then the last used. */
export async function listDevices(ctx: Context<Tables>) {
  const { personId } = personWhoActs(ctx);
  const here = await isKnownDevice(ctx.tx, ctx, personId);
  const devices = await ctx.tx
    .selectFrom('people.known_device')
    .select(['id', 'device', 'first_seen_at as firstSeenAt', 'seen_at as seenAt'])
    .where('person_id', '=', personId)
    .where('forgotten_at', 'is', null)
    .orderBy('seen_at', 'desc')
    .orderBy('id')
    .execute();
  const rows = devices.map((device) => ({ ...device, isThis: device.id === here })).toSorted((a, b) => Number(b.isThis) - Number(a.isThis));
  return { rows, total: rows.length };
}

/** Forgets a browser and closes its sessions: its next sign-in is told as a new one. Refuses one that is not the person's, or the one that asks. */
export async function forgetDevice(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const { personId, sessionId } = personWhoActs(ctx);
  const at = ctx.now().toString();
  if ((await isKnownDevice(ctx.tx, ctx, personId)) === id) throw refuse('people.device-in-use');
  const { numUpdatedRows } = await ctx.tx
    .updateTable('people.known_device')
    .set({ forgotten_at: at })
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .where('forgotten_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw refuse('people.device-unknown');
  await ctx.tx
    .updateTable('people.session')
    .set({ revoked_at: at })
    .where('person_id', '=', personId)
    .where('device_id', '=', id)
    .where('id', '!=', sessionId)
    .where('revoked_at', 'is', null)
    .execute();
  await wakePages(ctx);
  await endEntriesSoon(ctx);
  await ctx.record({ what: 'people.device-forgotten', about: { person: personId, device: id } });
}
