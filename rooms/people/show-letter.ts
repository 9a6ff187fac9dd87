// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { WithReply } from '#platform/http/answers.ts';
import { readOutbox } from '#platform/mail/list-outbox.ts';
import { refuse } from '#platform/mail/refusals.ts';
import type { FileAnswer } from '#platform/room.ts';
import type { Tables } from './tables.ts';

// A letter carries its styles in its own attributes, which the policy of the screens refuses. Here they are allowed, and nothing else is:
// no script, no request, no form, and an origin of its own that holds no session.
const LETTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox";

/** The HTML part of a message, as its recipient sees it. Refuses `mail.unknown`, also once the content is forgotten. */
export async function showLetter(ctx: Context<Tables>, { id }: { id: string }): Promise<WithReply<FileAnswer>> {
  const { html } = await readOutbox(ctx, { id });
  if (html === null) throw refuse('mail.unknown');
  const page: FileAnswer = { name: 'message.html', type: 'text/html; charset=utf-8', inline: true, content: html };
  return new WithReply(page, (reply) => reply.header('content-security-policy', LETTER_POLICY));
}
