// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

const quote = z.strictObject({ quoteId: z.uuid(), version: z.int() });
const sent = z.strictObject({ quoteId: z.uuid(), version: z.int(), documentId: z.uuid(), payerId: z.uuid() });

export const events = {
  'quotes.quote-drafted': quote,
  'quotes.quote-changed': quote,
  'quotes.approval-asked': quote,
  'quotes.quote-approved': quote,
  'quotes.quote-returned': quote,
  'quotes.quote-sent': sent,
  'quotes.quote-accepted': sent,
  'quotes.quote-refused': sent,
  'quotes.quote-expired': quote,
  'quotes.quote-superseded': quote,
  'quotes.quote-withdrawn': quote,
  'quotes.quote-reminded': quote,
  'quotes.link-opened': z.strictObject({ quoteId: z.uuid(), shareId: z.uuid() }),
  'quotes.link-revoked': z.strictObject({ quoteId: z.uuid(), shareId: z.uuid() }),
  'quotes.settings-changed': z.strictObject({}),
};

/** What a body reads where it chooses the events to send elsewhere. */
export const eventLabels = {
  'quotes.quote-drafted': 'Un devis est commencé',
  'quotes.approval-asked': 'L’accord interne d’un devis est demandé',
  'quotes.quote-approved': 'Un devis est approuvé',
  'quotes.quote-sent': 'Un devis est envoyé',
  'quotes.quote-accepted': 'Un devis est accepté',
  'quotes.quote-refused': 'Un devis est refusé',
  'quotes.quote-expired': 'Un devis n’est plus valable',
  'quotes.quote-withdrawn': 'Un devis est retiré',
};

type Quote = { quoteId: string; version: number };
type Sent = Quote & { documentId: string; payerId: string };

declare module '#platform/events/told.ts' {
  interface ToldEvents {
    'quotes.quote-drafted': Quote;
    'quotes.quote-changed': Quote;
    'quotes.approval-asked': Quote;
    'quotes.quote-approved': Quote;
    'quotes.quote-returned': Quote;
    'quotes.quote-sent': Sent;
    'quotes.quote-accepted': Sent;
    'quotes.quote-refused': Sent;
    'quotes.quote-expired': Quote;
    'quotes.quote-superseded': Quote;
    'quotes.quote-withdrawn': Quote;
    'quotes.quote-reminded': Quote;
    'quotes.link-opened': { quoteId: string; shareId: string };
    'quotes.link-revoked': { quoteId: string; shareId: string };
    'quotes.settings-changed': Record<never, never>;
  }
}
