// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

const convention = z.strictObject({ conventionId: z.uuid() });

export const renewalEvents = {
  'adhesions.renewal-prepared': convention.extend({ quoteId: z.uuid() }),
  'adhesions.renewal-set': convention.extend({ renewal: z.enum(['none', 'tacit']), noticeMonths: z.int(), clause: z.string() }),
  'adhesions.denounced': convention.extend({ payerId: z.uuid(), outcome: z.enum(['accepted', 'refused']) }),
};

declare module '#platform/events/told.ts' {
  interface ToldEvents extends ToldOfRenewals {}
}

type ToldOfRenewals = { [name in keyof typeof renewalEvents]: z.infer<(typeof renewalEvents)[name]> };
