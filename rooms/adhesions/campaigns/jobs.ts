// SPDX-License-Identifier: EUPL-1.2
import type { Job } from '#platform/room.ts';
import { APPLY_LETTERS, applyLetters } from './apply-letters.ts';
import { SET_LETTERS, setLetters } from './set-letters.ts';

export const campaignJobs: readonly Job[] = [
  { name: SET_LETTERS, withoutTransaction: true, handler: setLetters },
  { name: APPLY_LETTERS, withoutTransaction: true, handler: applyLetters },
];
