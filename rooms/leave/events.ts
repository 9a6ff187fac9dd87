// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

const about = z.strictObject({ requestId: z.uuid(), agentId: z.uuid() });
const aboutHours = z.strictObject({ extraHoursId: z.uuid(), agentId: z.uuid() });

export const events = {
  'leave.requested': about,
  'leave.endorsed': about,
  'leave.approved': about,
  'leave.refused': about,
  'leave.cancelled': about,
  'leave.recalled': about,
  'leave.hours-declared': aboutHours,
  'leave.hours-answered': aboutHours,
};

/** What a body reads where it chooses the events to send elsewhere. */
export const eventLabels = {
  'leave.requested': 'Une absence est demandée',
  'leave.endorsed': 'Une absence est visée',
  'leave.approved': 'Une absence est accordée',
  'leave.refused': 'Une absence est refusée',
  'leave.cancelled': 'Une absence est annulée',
  'leave.recalled': 'Une absence est reprise',
  'leave.hours-declared': 'Des heures à récupérer sont déclarées',
  'leave.hours-answered': 'Des heures déclarées sont validées ou refusées',
};

type About = { requestId: string; agentId: string };
type AboutHours = { extraHoursId: string; agentId: string };

declare module '#platform/events/told.ts' {
  interface ToldEvents {
    'leave.requested': About;
    'leave.endorsed': About;
    'leave.approved': About;
    'leave.refused': About;
    'leave.cancelled': About;
    'leave.recalled': About;
    'leave.hours-declared': AboutHours;
    'leave.hours-answered': AboutHours;
  }
}
