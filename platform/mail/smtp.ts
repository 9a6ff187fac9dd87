// SPDX-License-Identifier: EUPL-1.2
import { createTransport } from 'nodemailer';
import type { Delivery, Letter, Mailbox, Mailer } from './mailer.ts';

/**
 * Sends through a relay: `smtps://user:password@host:465`, or `smtp://…`, which must then offer STARTTLS, except on this machine or
 * where the address says `?requireTLS=false`.
 */
export function openSmtp(url: string): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 4,
    maxMessages: 200,
    requireTLS: mustEncrypt(new URL(url)),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
    // A message is what the database holds: nothing in it may name a file or an address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async deliver(letter) {
      try {
        await transport.sendMail(asMessage(letter));
        return { outcome: 'sent' };
      } catch (error) {
        return whyNot(error);
      }
    },
    async close() {
      transport.close();
    },
  };
}

function asMessage(letter: Letter) {
  return {
    messageId: letter.messageId,
    date: new Date(letter.writtenAt.epochMilliseconds),
    from: header(letter.from),
    to: header(letter.to),
    ...(letter.replyTo && { replyTo: header(letter.replyTo) }),
    envelope: { from: letter.from.address, to: [letter.to.address] },
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    headers: {
      // RFC 3834: holiday answerers stay silent.
      'Auto-Submitted': 'auto-generated',
      'Content-Language': 'fr',
    },
  };
}

function header({ name, address }: Mailbox): { name: string; address: string } {
  return { name, address };
}

// The server's words may repeat the address: only its codes leave this function.
function whyNot(error: unknown): Delivery {
  const { code, responseCode, response } = error as { code?: unknown; responseCode?: unknown; response?: unknown }; // nodemailer's errors
  const status = typeof responseCode === 'number' ? responseCode : null;
  const enhanced = typeof response === 'string' ? (/^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? '') : '';
  const reason = [typeof code === 'string' ? code : 'error', status, enhanced].filter(Boolean).join(' ');
  // A refused sign-in is our relay's, not the recipient's: it will be put right.
  const isFinal = status !== null && status >= 500 && code !== 'EAUTH';
  return { outcome: isFinal ? 'refused' : 'postponed', reason };
}

function mustEncrypt(url: URL): boolean {
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'smtp:' && !isHere && url.searchParams.get('requireTLS') !== 'false';
}
