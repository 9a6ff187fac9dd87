// SPDX-License-Identifier: EUPL-1.2
import type { Job } from '#platform/room.ts';
import { FOLLOW_TERMS, followOperators, followTerms } from './follow-terms.ts';

export const renewalJobs: readonly Job[] = [
  { name: 'adhesions.follow', cron: '30 5 * * *', handler: followOperators },
  { name: FOLLOW_TERMS, withoutTransaction: true, handler: followTerms },
];
