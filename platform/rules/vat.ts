// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRules } from './rules.ts';

/** VAT rates in basis points (20 % is 2000). Which lines bear one is the business of whoever writes them. */
export const vat = defineRules({
  'vat.standard': {
    label: 'Taux normal de la TVA',
    schema: z.int().min(0).max(10_000),
    dated: [
      {
        value: 1960,
        text: 'CGI, art. 278, dans sa rédaction de la loi n° 2000-656 du 13 juillet 2000, art. 1er',
        from: '2000-04-01',
        until: '2013-12-31',
      },
      { value: 2000, text: 'CGI, art. 278, dans sa rédaction de la loi n° 2012-1510 du 29 décembre 2012, art. 68', from: '2014-01-01', until: null },
    ],
  },
});
