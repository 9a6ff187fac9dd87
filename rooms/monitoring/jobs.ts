// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Job } from '#platform/room.ts';
import { escalateDue } from './incidents/escalate.ts';
import { forgetHistory, packLooks } from './scheduler/keep-history.ts';
import { runDue } from './scheduler/run-due.ts';
import { tellWarnings } from './warnings/tell-warnings.ts';

import { FORGET_UNCONFIRMED, forgetUnconfirmed } from './status/subscriptions/subscribe.ts';
import { MAIL_SUBSCRIBERS, mailSubscribers, TELL_SUBSCRIBERS, tellSubscribers } from './status/subscriptions/tell-subscribers.ts';

export const jobs: readonly Job[] = [
  {
    name: 'monitoring.run',
    cron: '* * * * *',
    // The next minute looks at what this one could not.
    retries: 0,
    withoutTransaction: true,
    async handler(ctx: Context) {
      await runDue(ctx);
      await escalateDue(ctx);
    },
  },
  { name: 'monitoring.warn', cron: '10 * * * *', withoutTransaction: true, handler: tellWarnings },
  { name: FORGET_UNCONFIRMED, handler: forgetUnconfirmed },
  { name: TELL_SUBSCRIBERS, handler: tellSubscribers },
  { name: MAIL_SUBSCRIBERS, handler: mailSubscribers },
  // Three times, should one call fail.
  { name: 'monitoring.pack', cron: '15 0,2,4 * * *', withoutTransaction: true, handler: packLooks },
  // At noon: half a day before the slot that it empties is written, and again should one call fail.
  { name: 'monitoring.forget', cron: '20 5,11,17 * * *', withoutTransaction: true, handler: forgetHistory },
];
