// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

const prepared = z.strictObject({ requestId: z.uuid(), quoteId: z.uuid(), askerId: z.uuid() });

export const events = { 'requests.quote-prepared': prepared, 'requests.cancelled': prepared };

/** What a body reads where it chooses the events to send elsewhere. */
export const eventLabels = {
  'requests.quote-prepared': 'Le devis d’une demande est préparé',
  'requests.cancelled': 'Une demande est abandonnée',
};

type Prepared = { requestId: string; quoteId: string; askerId: string };

declare module '#platform/events/told.ts' {
  interface ToldEvents {
    'requests.quote-prepared': Prepared;
    'requests.cancelled': Prepared;
  }
}
