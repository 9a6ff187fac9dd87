// SPDX-License-Identifier: EUPL-1.2
import { identityOf } from '#platform/access/providers.ts';
import type { Context } from '#platform/context.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { notify } from '#platform/notify/notify.ts';
import type { Tables } from '../tables.ts';

type Told = { person: string; label: string; protocols: string[] };

/** Tells the person, in page and by mail, that a device was connected to their account: whoever did not do it learns of it. Runs in the house. */
export async function tellDevice(ctx: Context<Tables>, { person, label, protocols }: Told): Promise<void> {
  const title = `L’appareil « ${label} » est connecté à votre compte`;
  await notify(ctx, { personId: person, what: 'people.device-connected', title, href: '/compte/appareils', key: ctx.newId(), importance: 'low' });
  const to = await identityOf(ctx.house).mailboxOf?.(ctx.house, person);
  if (!to) return;
  await sendMail(ctx, {
    to,
    subject: 'Un appareil vient d’être connecté à votre compte',
    content: {
      greeting: 'Bonjour,',
      paragraphs: [
        `Un mot de passe d’application vient d’être créé pour « ${label} » (${protocols.join(', ')}).`,
        'Si vous n’êtes pas à l’origine de cette connexion, retirez cet appareil, fermez vos autres sessions et changez votre mot de passe.',
      ],
      action: { label: 'Voir mes appareils', path: '/compte/appareils' },
    },
  });
}
