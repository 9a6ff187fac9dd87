// SPDX-License-Identifier: EUPL-1.2
import { identityOf } from '../access/providers.ts';
import type { Context } from '../context.ts';
import { seeOwnRowsOf } from '../db/scopes.ts';
import type { LetterContent } from '../mail/letter-content.ts';
import { sendMail } from '../mail/send-mail.ts';
import { noticeTables } from './tables.ts';

const MOST_LINES = 50;
const why = 'Vous recevez ce message selon vos préférences de notification, où vous pouvez en changer.';

/** Mails one notice to its person, unless they have read it meanwhile or were mailed already. */
export async function mailNotice<Tables>(ctx: Context<Tables>, { person, notice }: { person: string; notice: string }): Promise<void> {
  const [row] = await takeUnmailed(ctx, person, notice);
  if (!row) return;
  await mailTo(ctx, person, row.title, {
    greeting: 'Bonjour,',
    paragraphs: [row.title],
    action: { label: 'Voir le détail', path: row.href },
    why,
  });
}

/** Mails in one message what the person has not read since the last one. Nothing new, no message. */
export async function mailDigest<Tables>(ctx: Context<Tables>, { person }: { person: string }): Promise<void> {
  const rows = await takeUnmailed(ctx, person, null);
  if (rows.length === 0) return;
  const more = rows.length - MOST_LINES;
  const lines = rows.slice(0, MOST_LINES).map((row) => row.title);
  const subject = rows.length === 1 ? 'Une nouveauté vous attend' : `${rows.length} nouveautés vous attendent`;
  await mailTo(ctx, person, subject, {
    greeting: 'Bonjour,',
    paragraphs: ['Depuis votre dernier résumé :', { list: more > 0 ? [...lines, `et ${more} autres`] : lines }],
    action: { label: 'Ouvrir mes notifications', path: '/notifications' },
    why,
  });
}

// Marked before the message is written, in one transaction: two jobs at once mail each notice once.
async function takeUnmailed<Tables>(ctx: Context<Tables>, person: string, notice: string | null): Promise<{ title: string; href: string }[]> {
  await seeOwnRowsOf(ctx.tx, person);
  const taken = await noticeTables(ctx)
    .updateTable('platform.notice')
    .set({ mailed_at: ctx.now().toString() })
    .where('person_id', '=', person)
    .where('read_at', 'is', null)
    .where('mailed_at', 'is', null)
    .where('importance', '<>', 'low')
    .$if(notice !== null, (query) => query.where('id', '=', notice ?? ''))
    .returning(['id', 'title', 'href'])
    .execute();
  return taken.sort((a, b) => (a.id < b.id ? 1 : -1));
}

async function mailTo<Tables>(ctx: Context<Tables>, person: string, subject: string, content: LetterContent): Promise<void> {
  const to = await identityOf(ctx.house).mailboxOf?.(ctx.house, person);
  if (to) await sendMail(ctx, { to, subject, content });
}
