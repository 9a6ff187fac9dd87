// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

export const events = {
  'dossiers.opened': z.strictObject({ dossierId: z.uuid(), type: z.string() }),
  'dossiers.moved': z.strictObject({ dossierId: z.uuid(), type: z.string(), transition: z.string(), to: z.string() }),
  'dossiers.closed': z.strictObject({ dossierId: z.uuid(), type: z.string() }),
  'dossiers.message-said': z.strictObject({ dossierId: z.uuid(), happeningId: z.uuid() }),
};

/** What a body reads where it chooses the events to send elsewhere. */
export const eventLabels = {
  'dossiers.opened': 'Un dossier est ouvert',
  'dossiers.moved': 'Un dossier avance d’une étape',
  'dossiers.closed': 'Un dossier est clos',
  'dossiers.message-said': 'Un message est écrit dans un dossier',
};

declare module '#platform/events/told.ts' {
  interface ToldEvents {
    'dossiers.opened': { dossierId: string; type: string };
    'dossiers.moved': { dossierId: string; type: string; transition: string; to: string };
    'dossiers.closed': { dossierId: string; type: string };
    'dossiers.message-said': { dossierId: string; happeningId: string };
  }
}
