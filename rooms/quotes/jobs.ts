// SPDX-License-Identifier: EUPL-1.2
import type { Job } from '#platform/room.ts';
import { FOLLOW_OPERATOR, followOperator, followOperators } from './expire-quotes.ts';

export const jobs: readonly Job[] = [
  { name: 'quotes.follow-operators', cron: '20 0 * * *', handler: followOperators },
  { name: FOLLOW_OPERATOR, handler: followOperator },
];
