// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

export const events = {
  'people.mandate-opened': z.strictObject({ mandateId: z.uuid() }),
  'people.support-begun': z.strictObject({ supportId: z.uuid(), helpedId: z.uuid(), personId: z.uuid() }),
  'people.support-ended': z.strictObject({ supportId: z.uuid(), personId: z.uuid(), how: z.string() }),
};

declare module '#platform/events/told.ts' {
  interface ToldEvents {
    'people.mandate-opened': { mandateId: string };
    /** Told by the body that gives support, heard in the one that is helped. */
    'people.support-begun': { supportId: string; helpedId: string; personId: string };
    /** Told in the body that was helped. */
    'people.support-ended': { supportId: string; personId: string; how: string };
  }
}
