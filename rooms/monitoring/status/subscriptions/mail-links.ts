// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import type { Tables } from '../../tables.ts';
import type { OpenPage } from './open-page.ts';
import { secretOf } from './secret-of.ts';

type Ctx = Context<Tables>;
type To = { id: string; address: string };
type Letter = { subject: string; paragraphs: readonly string[]; action: { label: string; path: string }; why: string };

/** The link that confirms: whoever did not ask does nothing, and the address goes. */
export function mailConfirmation(ctx: Ctx, page: OpenPage, to: To): Promise<void> {
  return write(ctx, page, to, {
    subject: 'Confirmez votre abonnement à la disponibilité des services',
    paragraphs: [
      `Quelqu’un, sans doute vous, demande à recevoir ici les incidents et les travaux des services de ${page.name}.`,
      'Si ce n’est pas vous, ne faites rien : sans confirmation, cette adresse est effacée dans deux jours.',
    ],
    action: { label: 'Confirmer l’abonnement', path: linkOf(ctx, page, to) },
    why: `Message envoyé par ${page.name} à la demande de quelqu’un qui a saisi cette adresse.`,
  });
}

/** Said to the mailbox alone, never on the page: who has subscribed is nobody's business. */
export function mailReminder(ctx: Ctx, page: OpenPage, to: To): Promise<void> {
  return write(ctx, page, to, {
    subject: 'Vous êtes déjà abonné à la disponibilité des services',
    paragraphs: [`Cette adresse reçoit déjà les incidents et les travaux des services de ${page.name}.`],
    action: { label: 'Voir ou arrêter l’abonnement', path: linkOf(ctx, page, to) },
    why: `Message envoyé par ${page.name} à la demande de quelqu’un qui a saisi cette adresse.`,
  });
}

/** What happens, with the way out. */
export function mailNotice(
  ctx: Ctx,
  page: OpenPage,
  to: To,
  { subject, paragraphs }: { subject: string; paragraphs: readonly string[] },
): Promise<void> {
  return write(ctx, page, to, {
    subject,
    paragraphs,
    action: { label: 'Voir la disponibilité des services', path: page.at },
    why: `Vous recevez ce message parce que cette adresse est abonnée à la disponibilité des services de ${page.name}.`,
  });
}

function linkOf(ctx: Ctx, { at }: OpenPage, { id }: To): string {
  return `${at}/abonnement/${id}/${secretOf(ctx, id)}`;
}

async function write(ctx: Ctx, page: OpenPage, { id, address }: To, { subject, ...content }: Letter): Promise<void> {
  const message = await sendMail(ctx, {
    to: { name: '', address },
    subject,
    content: { greeting: 'Bonjour,', ...content, leave: { label: 'Se désabonner', path: linkOf(ctx, page, { id, address }) } },
    sender: { name: page.name },
  });
  await sql`
    update monitoring.subscription set message_ids = message_ids || ${message}::uuid
    where organisation_id = ${ctx.organisation} and id = ${id}`.execute(ctx.tx);
}
