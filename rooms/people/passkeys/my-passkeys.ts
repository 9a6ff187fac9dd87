// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuseFactor } from '../contract/second-factor.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { firstCodes } from '../second-factor/recovery-codes.ts';
import { tellSelf } from '../second-factor/tell-self.ts';
import { within } from '../second-factor/totp.ts';
import { raiseSession, refuseUnlessProven } from '../sign-in/raise-session.ts';
import { readAccount } from '../sign-in/read-account.ts';
import type { Tables } from '../tables.ts';
import { checkedPasskey, registrationOptions } from './register-passkey.ts';

/** What the browser needs to make one more passkey for the person signed in. Runs without a transaction. */
export async function newPasskeyOptions(ctx: Context<Tables>) {
  const { personId, name } = personWhoActs(ctx);
  const { email, known } = await within(ctx, async (inside) => {
    await refuseUnlessProven(inside);
    const rows = await inside.tx.selectFrom('people.passkey').select('credential_id').where('person_id', '=', personId).execute();
    return { email: (await readAccount(inside)).email, known: rows.map((row) => row.credential_id) };
  });
  return registrationOptions(ctx, { personId, name, email }, known);
}

/** Keeps the passkey that the browser made. Making it unlocked it: this session has both factors from now on. Runs without a transaction. */
export async function addPasskey(ctx: Context<Tables>, { name, response }: { name: string; response: unknown }) {
  const { personId } = personWhoActs(ctx);
  await within(ctx, refuseUnlessProven);
  const row = await checkedPasskey(ctx, personId, name, response);
  const recoveryCodes = await within(ctx, async (inside) => {
    await inside.tx.insertInto('people.passkey').values(row).execute();
    await tellSelf(inside, 'passkey-added');
    return firstCodes(inside);
  });
  await ctx.record({ what: 'people.passkey-added', about: { person: personId, passkey: row.id } });
  return raiseSession(ctx, ['pop', 'mfa'], { id: row.id, recoveryCodes });
}

/** Gives a passkey another name. */
export async function renamePasskey(ctx: Context<Tables>, { id, name }: { id: string; name: string }): Promise<void> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('people.passkey')
    .set({ name })
    .where(sql<boolean>`person_id in (select platform.persons())`)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw refuseFactor('people.passkey-unknown');
}

/** Takes a passkey back: it opens nothing from now on. */
export async function removePasskey(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  await refuseUnlessProven(ctx);
  const { personId } = personWhoActs(ctx);
  const { numDeletedRows } = await ctx.tx
    .deleteFrom('people.passkey')
    .where(sql<boolean>`person_id in (select platform.persons())`)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw refuseFactor('people.passkey-unknown');
  await tellSelf(ctx, 'passkey-removed');
  await ctx.record({ what: 'people.passkey-removed', about: { person: personId, passkey: id } });
}
