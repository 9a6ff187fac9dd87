// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { HOUSE_ID } from '#platform/db/scopes.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { inContext } from '#platform/make-context.ts';
import { newSessionSecret, secretDigest } from '../sign-in/session.ts';
import type { Tables } from '../tables.ts';

type Drawn = { path: string; email: string; name: string; body: string };

/** Draws the secret of an invitation and mails its link: the queue, which is kept a while, never holds it. A second run replaces the first. */
export async function mailInvitation(ctx: Context<Tables>, { invitation }: { invitation: string }): Promise<void> {
  const drawn = await drawLink(ctx, invitation);
  if (drawn) await writeInvitation(ctx, drawn);
}

/** Mails a link that was drawn. */
export async function writeInvitation(ctx: Context<Tables>, drawn: Drawn): Promise<void> {
  // The house's own mail: those who read the body's outbox must not enter in the person's place.
  await inContext<Tables, void>(ctx.house, { actor: ctx.actor, organisation: HOUSE_ID, requestId: ctx.requestId }, async (house) => {
    await sendMail(house, {
      to: { name: drawn.name, address: drawn.email },
      subject: `${drawn.body} vous ouvre ses services numériques`,
      content: {
        greeting: 'Bonjour,',
        paragraphs: [
          `Une fonction vous attend pour ${drawn.body}. Le bouton ci-dessous ouvre une page où vous choisissez comment vous connecter : un mot de passe, ou une clé d’accès de votre téléphone ou de votre ordinateur. Il suffit d’une minute.`,
          'Ce lien ne sert qu’une fois, pendant sept jours. Ne le transmettez à personne.',
        ],
        action: { label: 'Ouvrir mon accès', path: drawn.path },
        why: `Vous recevez ce message parce que ${drawn.body} a saisi votre adresse. Si vous ne la servez pas, ignorez-le : rien ne s’ouvrira.`,
      },
    });
  });
}

/** Draws a new secret for an invitation that waits. Null where none does. The path leads to the page that accepts it. */
export async function drawLink(ctx: Context<Tables>, id: string): Promise<Drawn | null> {
  const row = await ctx.tx
    .selectFrom('people.invitation as i')
    .innerJoin('organisations.body as b', 'b.id', 'i.organisation_id')
    .innerJoin('people.person as p', 'p.id', 'i.person_id')
    .select(['i.email', 'b.name as body', 'p.given_name', 'p.family_name'])
    .where('i.organisation_id', '=', ctx.organisation)
    .where('i.id', '=', id)
    .where('i.accepted_at', 'is', null)
    .where('i.revoked_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  const secret = newSessionSecret();
  await ctx.tx
    .updateTable('people.invitation')
    .set({ secret_digest: secretDigest(secret) })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  // Behind the #, the secret reaches neither the server's log nor another site's.
  return { path: `/invitation#${secret}`, email: row.email, name: `${row.given_name} ${row.family_name}`, body: row.body };
}
