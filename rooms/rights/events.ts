// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

export const events = {
  // Told by the operator, heard in the body that benefits: each room opens what it must.
  'rights.opened': z.strictObject({ beneficiaryId: z.uuid(), services: z.array(z.string()), beginsOn: z.iso.date() }),
  'rights.closed': z.strictObject({ beneficiaryId: z.uuid(), services: z.array(z.string()), lastOn: z.iso.date() }),
  'rights.suspended': z.strictObject({ beneficiaryId: z.uuid(), suspensionId: z.uuid() }),
  'rights.resumed': z.strictObject({ beneficiaryId: z.uuid(), suspensionId: z.uuid() }),
  'rights.extra-granted': z.strictObject({ beneficiaryId: z.uuid(), allowanceId: z.uuid(), extraId: z.uuid() }),
  'rights.threshold-reached': z.strictObject({ allowance: z.string(), percent: z.number().int() }),
};

/** What a body reads where it chooses the events to send elsewhere. */
export const eventLabels = {
  'rights.opened': 'Un droit est ouvert',
  'rights.closed': 'Un droit est fermé',
  'rights.suspended': 'Un droit est suspendu',
  'rights.resumed': 'Un droit est rétabli',
  'rights.extra-granted': 'Un supplément est accordé',
  'rights.threshold-reached': 'Un seuil de consommation est atteint',
};

declare module '#platform/events/told.ts' {
  interface ToldEvents {
    'rights.opened': { beneficiaryId: string; services: string[]; beginsOn: string };
    'rights.closed': { beneficiaryId: string; services: string[]; lastOn: string };
    'rights.suspended': { beneficiaryId: string; suspensionId: string };
    'rights.resumed': { beneficiaryId: string; suspensionId: string };
    'rights.extra-granted': { beneficiaryId: string; allowanceId: string; extraId: string };
    'rights.threshold-reached': { allowance: string; percent: number };
  }
}
