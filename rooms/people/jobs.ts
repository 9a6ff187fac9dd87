// SPDX-License-Identifier: EUPL-1.2
import { tellLinked } from './duplicates/tell-linked.ts';
import { forgetSessions } from './sign-in/forget-sessions.ts';
import { tellSupportEnded } from './support/end-support.ts';

export const jobs = [
  { name: 'people.forget-sessions', cron: '41 3 * * *', handler: forgetSessions },
  { name: 'people.tell-linked', handler: tellLinked },
  { name: 'people.tell-support-ended', handler: tellSupportEnded },
];
