// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRules } from './rules.ts';

const delay = z.strictObject({
  months: z.int().positive().optional(),
  days: z.int().positive().optional(),
  isFranc: z.boolean(),
  carriesOver: z.boolean(),
});

/** Legal delays that no room owns, in the shape that `lastDayOf` of `platform/calendar` takes. */
export const legalDelays = defineRules({
  'appeal.contentious': {
    label: 'Délai de recours contentieux',
    schema: delay,
    dated: [
      {
        value: { months: 2, isFranc: true, carriesOver: true },
        text: 'Code de justice administrative, art. R. 421-1 ; délai franc (CE, 5 octobre 2018, n° 409579), prorogé s’il expire un samedi, un dimanche ou un jour férié (CE, 19 septembre 2014, n° 362568)',
        from: '2001-01-01',
        until: null,
      },
    ],
  },
});
