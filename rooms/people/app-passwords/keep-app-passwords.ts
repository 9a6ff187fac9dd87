// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuseAppPassword } from '../contract/app-passwords.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';

/** The devices connected to one's account: those that served last first. One that has expired is not connected any more. */
export async function listAppPasswords(ctx: Context<Tables>) {
  const found = await ctx.tx
    .selectFrom('people.app_password as w')
    .leftJoin('organisations.body as b', 'b.id', 'w.organisation_id')
    .select(['w.id', 'w.label', 'w.protocols', 'w.created_at', 'w.expires_at', 'w.used_at', 'w.used_by', 'b.id as body', 'b.name as body_name'])
    // Those of every account of this human being: a device connected before two were linked still opens.
    .where(sql<boolean>`w.person_id in (select platform.persons())`)
    .where('w.revoked_at', 'is', null)
    .where((either) => either.or([either('w.expires_at', 'is', null), either('w.expires_at', '>', ctx.now().toString())]))
    .orderBy('w.used_at', (by) => by.desc().nullsLast())
    .orderBy('w.created_at', 'desc')
    .execute();
  const rows = found.map((row) => ({
    id: row.id,
    label: row.label,
    protocols: row.protocols,
    body: row.body === null || row.body_name === null ? null : { id: row.body, name: row.body_name },
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
    usedBy: row.used_by,
  }));
  return { rows, total: rows.length };
}

/** Changes the name under which a person knows a device of theirs. */
export async function renameAppPassword(ctx: Context<Tables>, { id, label }: { id: string; label: string }): Promise<void> {
  const { numUpdatedRows } = await mine(ctx, id).set({ label }).executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw refuseAppPassword('people.app-password-unknown');
}

/** Closes what a device opens, everywhere and at once. */
export async function revokeAppPassword(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const { numUpdatedRows } = await mine(ctx, id).set({ revoked_at: ctx.now().toString() }).executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw refuseAppPassword('people.app-password-unknown');
  await ctx.record({ what: 'people.device-disconnected', about: { person: personWhoActs(ctx).personId, password: id } });
}

function mine(ctx: Context<Tables>, id: string) {
  return ctx.tx
    .updateTable('people.app_password')
    .where(sql<boolean>`person_id in (select platform.persons())`)
    .where('id', '=', id)
    .where('revoked_at', 'is', null);
}
