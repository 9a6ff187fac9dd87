// SPDX-License-Identifier: EUPL-1.2
import { identityOf } from '#platform/access/providers.ts';
import type { Context } from '#platform/context.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { notify } from '#platform/notify/notify.ts';
import type { Tables } from '../tables.ts';

export type SecurityNews =
  | 'new-device'
  | 'password-chosen'
  | 'passkey-added'
  | 'passkey-removed'
  | 'totp-added'
  | 'totp-removed'
  | 'recovery-drawn'
  | 'recovery-used';

type Told = { person: string; what: SecurityNews; device?: string; at: string };

/** Writes to a person that how they sign in has changed, or that a new device signed in: whoever did not do it learns of it. Runs in the house. */
export async function tellSecurity(ctx: Context<Tables>, { person, what, device, at }: Told): Promise<void> {
  const { title, says } = words[what](device ?? '');
  await notify(ctx, { personId: person, what: 'people.security', title, href: '/compte', key: `${what} ${at}`, importance: 'low' });
  const to = await identityOf(ctx.house).mailboxOf?.(ctx.house, person);
  if (!to) return;
  await sendMail(ctx, {
    to,
    subject: title,
    content: {
      greeting: 'Bonjour,',
      paragraphs: [
        `${says} C’était le ${inWords(at)}.`,
        'Si c’est vous, il n’y a rien à faire.',
        'Sinon, ouvrez votre compte, fermez toutes vos sessions et choisissez un nouveau mot de passe, puis prévenez votre collectivité.',
      ],
      action: { label: 'Voir mon compte', path: '/compte' },
      why: 'Vous recevez ce message parce qu’il concerne la sécurité de votre compte.',
    },
  });
}

const words: Readonly<Record<SecurityNews, (device: string) => { title: string; says: string }>> = {
  'new-device': (device) => ({
    title: 'Nouvel appareil connecté à votre compte',
    says: `Votre compte s’est connecté sur un appareil qu’il n’avait jamais utilisé : ${device}.`,
  }),
  'password-chosen': () => ({
    title: 'Votre mot de passe a changé',
    says: 'Un nouveau mot de passe a été choisi pour votre compte ; vos autres sessions ont été fermées.',
  }),
  'passkey-added': () => ({ title: 'Clé d’accès ajoutée à votre compte', says: 'Une nouvelle clé d’accès ouvre votre compte.' }),
  'passkey-removed': () => ({ title: 'Clé d’accès retirée de votre compte', says: 'Une clé d’accès n’ouvre plus votre compte.' }),
  'totp-added': () => ({
    title: 'Application de codes ajoutée à votre compte',
    says: 'Une application de codes complète désormais votre connexion.',
  }),
  'totp-removed': () => ({ title: 'Application de codes retirée de votre compte', says: 'L’application de codes ne complète plus votre connexion.' }),
  'recovery-drawn': () => ({
    title: 'Nouveaux codes de secours',
    says: 'De nouveaux codes de secours ont été tirés pour votre compte ; les précédents ne valent plus.',
  }),
  'recovery-used': () => ({
    title: 'Un code de secours a servi',
    says: 'Une connexion à votre compte a été complétée par un code de secours, qui ne vaut plus.',
  }),
};

function inWords(at: string): string {
  const moment = Temporal.Instant.from(at).toZonedDateTimeISO('Europe/Paris');
  return `${moment.toPlainDate().toLocaleString('fr-FR', { dateStyle: 'long' })} à ${moment.hour} h ${String(moment.minute).padStart(2, '0')}`;
}
