// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

const announcement = z.strictObject({ announcementId: z.uuid() });

export const events = {
  'home.service-requested': z.strictObject({ requestId: z.uuid(), operatorId: z.uuid() }),
  'home.service-answered': z.strictObject({ requestId: z.uuid(), askerId: z.uuid(), outcome: z.enum(['accepted', 'refused']) }),
  'home.request-withdrawn': z.strictObject({ requestId: z.uuid() }),
  'home.announcement-drafted': announcement,
  'home.announcement-changed': announcement,
  'home.announcement-published': announcement,
  'home.announcement-updated': announcement,
  'home.announcement-ended': announcement,
  'home.announcement-deleted': announcement,
};

type OfAnnouncement = { announcementId: string };

/** What a body reads where it chooses the events to send elsewhere. */
export const eventLabels = {
  'home.service-requested': 'Un service est demandé',
  'home.service-answered': 'Une demande de service reçoit sa réponse',
  'home.request-withdrawn': 'Une demande de service est retirée',
};

declare module '#platform/events/told.ts' {
  interface ToldEvents {
    'home.service-requested': { requestId: string; operatorId: string };
    'home.service-answered': { requestId: string; askerId: string; outcome: 'accepted' | 'refused' };
    'home.request-withdrawn': { requestId: string };
    'home.announcement-drafted': OfAnnouncement;
    'home.announcement-changed': OfAnnouncement;
    'home.announcement-published': OfAnnouncement;
    'home.announcement-updated': OfAnnouncement;
    'home.announcement-ended': OfAnnouncement;
    'home.announcement-deleted': OfAnnouncement;
  }
}
