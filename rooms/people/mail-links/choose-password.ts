// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract/account.ts';
import { refuseMailLink } from '../contract/mail-links.ts';
import { acrossSignIn, asPerson } from '../sign-in/across-sign-in.ts';
import { enter } from '../sign-in/enter.ts';
import { hashPassword } from '../sign-in/password.ts';
import { LEAST_CHARACTERS, passwordFault } from '../sign-in/password-rule.ts';
import { accountAt, type Account } from '../sign-in/sign-in.ts';
import type { Tables } from '../tables.ts';
import { spend, standingLink } from './open-link.ts';

/**
 * Chooses a new password by a mailed link, and closes every session. Then lets the person in; an account that has a second factor is asked it
 * all the same: the mailbox replaces the password, nothing more. Runs without a transaction.
 */
export async function choosePassword(ctx: Context<Tables>, { secret, password }: { secret: string; password: string }) {
  const { address, account } = await acrossSignIn(ctx, 'lire un lien de mot de passe', async (tx) => {
    const link = await standingLink(tx, ctx, 'password', secret);
    return { address: link.address, account: await accountAt(tx, ctx, link.address) };
  });
  if (!account) throw refuseMailLink('people.mail-link-unknown');
  const fault = passwordFault(password, { current: '', login: address, name: account.name });
  if (fault) throw refuse(fault, fault === 'people.password-too-short' ? { least: LEAST_CHARACTERS } : {}, 'password');
  const hash = await hashPassword(password);
  await writePassword(ctx, secret, account, address, hash);
  await ctx.record({ what: 'people.password-chosen', about: { person: account.personId } });
  await asPerson(ctx, account, (own) =>
    own.queue('people.tell-security', { person: account.personId, what: 'password-chosen', at: ctx.now().toString() }),
  );
  return enter(ctx, { personId: account.personId, name: account.name, methods: ['pwd'] });
}

async function writePassword(ctx: Context<Tables>, secret: string, { personId }: Account, address: string, hash: string): Promise<void> {
  const at = ctx.now().toString();
  await acrossSignIn(ctx, 'choisir un nouveau mot de passe', async (tx) => {
    await spend(tx, ctx, await standingLink(tx, ctx, 'password', secret));
    const { numUpdatedRows } = await tx
      .updateTable('people.credential')
      .set({ secret_hash: hash, changed_at: at })
      .where('person_id', '=', personId)
      .where('kind', '=', 'password')
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n)
      await tx
        .insertInto('people.credential')
        .values({ person_id: personId, id: ctx.newId(), kind: 'password', login: address, secret_hash: hash, created_at: at, changed_at: at })
        .execute();
    // Sessions stand under the main account, whichever account the password is of.
    await tx
      .updateTable('people.session')
      .set({ revoked_at: at })
      .where('person_id', 'in', (where) =>
        where
          .selectFrom('people.person as p')
          .select((column) => column.fn.coalesce('p.main_id', 'p.id').as('id'))
          .where('p.id', '=', personId),
      )
      .where('revoked_at', 'is', null)
      .execute();
  });
}
