// SPDX-License-Identifier: EUPL-1.2
import { acrossOrganisations } from '../db/scopes.ts';
import type { House } from '../house.ts';
import type { MailTables } from './tables.ts';

// What was said may hold personal data and links; the trace that it was sent serves as proof for longer.
const CONTENT_KEPT_DAYS = 30;
const TRACE_KEPT_DAYS = 365;

/** Removes the content of messages settled a month ago, and the messages themselves after a year. */
export async function forgetMail(house: House): Promise<void> {
  const daysAgo = (days: number): string =>
    house.clock
      .now()
      .subtract({ hours: 24 * days })
      .toString();
  await acrossOrganisations<MailTables, void>(house.db, 'mail.forget', 'end of the time of keeping', async (tx) => {
    await tx
      .updateTable('platform.outbox_message')
      .set({ text_part: null, html_part: null })
      .where('written_at', '<', daysAgo(CONTENT_KEPT_DAYS))
      .where('text_part', 'is not', null)
      .where('state', '<>', 'waiting')
      .execute();
    await tx.deleteFrom('platform.outbox_message').where('written_at', '<', daysAgo(TRACE_KEPT_DAYS)).execute();
  });
}
