// SPDX-License-Identifier: EUPL-1.2
import type { Mailer } from './mailer.ts';

/** Sends nothing: the message stays in the database, where the outbox page shows it. For the demonstration and for trials. */
export function openOutbox(): Mailer {
  return {
    async deliver() {
      return { outcome: 'kept' };
    },
    async close() {},
  };
}
