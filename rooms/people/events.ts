// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

export const events = {
  'people.mandate-opened': z.strictObject({ mandateId: z.uuid() }),
};

declare module '#platform/events/told.ts' {
  interface ToldEvents {
    'people.mandate-opened': { mandateId: string };
  }
}
