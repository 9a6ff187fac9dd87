// SPDX-License-Identifier: EUPL-1.2
/** How a message leaves. Implementations: `smtp.ts`, and `outbox.ts`, which keeps it in the database where a page shows it. */

export type Mailbox = { name: string; address: string };

export type Letter = {
  /** Stable over every attempt, so that a second delivery collapses into the first. */
  messageId: string;
  from: Mailbox;
  to: Mailbox;
  replyTo: Mailbox | null;
  subject: string;
  text: string;
  html: string;
  writtenAt: Temporal.Instant;
};

/** `refused` is final (no such mailbox, message rejected); `postponed` is worth another try. `reason` is the server's code, never an address. */
export type Delivery = { outcome: 'sent' | 'kept' } | { outcome: 'refused' | 'postponed'; reason: string };

export type Mailer = {
  /** Hands the letter over. Answers what became of it and throws for bugs only. */
  deliver(letter: Letter): Promise<Delivery>;
  close(): Promise<void>;
};
