// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import type { Mailbox } from './mailer.ts';
import { refuse } from './refusals.ts';

// RFC 5321 allows 254 characters, and our own relays need no more than what HTML forms accept.
const address = z.email({ pattern: z.regexes.html5Email }).max(254);

/** The mailbox, its address checked and its name made one line. Refuses `mail.address` beside `field`. */
export function checkedMailbox(mailbox: Mailbox, field?: string): Mailbox {
  const checked = address.safeParse(mailbox.address.trim());
  if (!checked.success) throw refuse('mail.address', {}, field);
  return { name: oneLine(mailbox.name), address: checked.data };
}

/** `Beffroi <ne-pas-repondre@exemple.fr>`, or the address alone, as the settings say it. */
export function parseMailbox(text: string): Mailbox {
  const [, name = '', bracketed] = /^([^<>]*)<([^<>]+)>$/.exec(text.trim()) ?? [];
  return checkedMailbox({ name: name.trim(), address: bracketed ?? text.trim() });
}

/** Text fit for a header: a line break would begin another header. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
