// SPDX-License-Identifier: EUPL-1.2
import { randomInt } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { digestOf } from '../secrets.ts';
import { acrossSignIn, asPerson } from '../sign-in/across-sign-in.ts';
import { newSessionSecret, secretDigest } from '../sign-in/session.ts';
import { accountAt } from '../sign-in/sign-in.ts';
import type { Tables } from '../tables.ts';
import { LINK_LASTS } from './ask-link.ts';

type Asked = { address: string; purpose: 'sign-in' | 'password'; browser: string | null };

/** Mails the link that was asked to whoever has this address, if anybody does and may sign in so. Runs in the house. */
export async function mailLink(ctx: Context<Tables>, { address, purpose, browser }: Asked): Promise<void> {
  const account = await acrossSignIn(ctx, 'chercher à qui envoyer un lien', (tx) => accountAt(tx, ctx, address));
  await ctx.record({ what: `people.mail-link-asked`, about: { account: account?.personId ?? null, purpose } });
  if (!account || (purpose === 'sign-in' && !account.takesMailLink)) return;
  const secret = newSessionSecret();
  const code = String(randomInt(100_000_000)).padStart(8, '0');
  const now = ctx.now();
  await asPerson(ctx, account, async (own) => {
    // The last link is the one that counts.
    await own.tx
      .updateTable('people.mail_link')
      .set({ used_at: now.toString() })
      .where('person_id', '=', account.personId)
      .where('purpose', '=', purpose)
      .where('used_at', 'is', null)
      .execute();
    await own.tx
      .insertInto('people.mail_link')
      .values({
        person_id: account.personId,
        id: own.newId(),
        purpose,
        address,
        secret_digest: secretDigest(secret),
        code_digest: browser ? digestOf(ctx.house.settings, 'mail code', `${browser} ${code}`) : null,
        browser_digest: browser ? Buffer.from(browser, 'base64url') : null,
        created_at: now.toString(),
        expires_at: now.add(LINK_LASTS).toString(),
        used_at: null,
      })
      .execute();
  });
  const to = { name: account.name, address };
  if (purpose === 'sign-in') await sendMail(ctx, { to, ...signInLetter(secret, code) });
  else await sendMail(ctx, { to, ...passwordLetter(secret) });
}

function signInLetter(secret: string, code: string) {
  return {
    subject: 'Votre lien de connexion',
    content: {
      greeting: 'Bonjour,',
      paragraphs: [
        'Ouvrez ce lien sur l’appareil et dans le navigateur où vous l’avez demandé : il vous connecte.',
        `Vous lisez ce courriel sur un autre appareil ? Recopiez plutôt ce code dans la page qui l’attend : ${code.slice(0, 4)} ${code.slice(4)}`,
        'Le lien et le code valent quinze minutes et ne servent qu’une fois. Ne les transmettez à personne.',
      ],
      action: { label: 'Me connecter', path: `/lien#${secret}` },
      why: 'Vous recevez ce message parce qu’un lien de connexion a été demandé pour votre adresse. Si ce n’est pas vous, ignorez-le.',
    },
  };
}

function passwordLetter(secret: string) {
  return {
    subject: 'Choisir un nouveau mot de passe',
    content: {
      greeting: 'Bonjour,',
      paragraphs: [
        'Ce lien ouvre une page où vous choisissez un nouveau mot de passe. Toutes vos sessions ouvertes seront alors fermées.',
        'Il vaut quinze minutes et ne sert qu’une fois. Ne le transmettez à personne.',
      ],
      action: { label: 'Choisir mon mot de passe', path: `/mot-de-passe#${secret}` },
      why: 'Vous recevez ce message parce qu’un nouveau mot de passe a été demandé pour votre adresse. Si ce n’est pas vous, ignorez-le : rien n’a changé.',
    },
  };
}
