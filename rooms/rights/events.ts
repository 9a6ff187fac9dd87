// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

export const events = {
  // Told by the operator, heard in the body that benefits: each room opens what it must.
  'rights.opened': z.strictObject({ beneficiaryId: z.uuid(), services: z.array(z.string()), beginsOn: z.iso.date() }),
  'rights.closed': z.strictObject({ beneficiaryId: z.uuid(), services: z.array(z.string()), lastOn: z.iso.date() }),
  'rights.suspended': z.strictObject({ beneficiaryId: z.uuid(), suspensionId: z.uuid() }),
  'rights.resumed': z.strictObject({ beneficiaryId: z.uuid(), suspensionId: z.uuid() }),
  'rights.extra-granted': z.strictObject({ beneficiaryId: z.uuid(), allowanceId: z.uuid(), extraId: z.uuid() }),
  'rights.limit-changed': z.strictObject({ beneficiaryId: z.uuid(), allowanceId: z.uuid(), isHard: z.boolean() }),
  'rights.extra-ended': z.strictObject({ beneficiaryId: z.uuid(), allowanceId: z.uuid(), extraId: z.uuid() }),
  'rights.extra-lapsing': z.strictObject({ beneficiaryId: z.uuid(), allowanceId: z.uuid(), extraId: z.uuid(), lastOn: z.iso.date() }),
  'rights.threshold-reached': z.strictObject({
    allowance: z.string(),
    allowanceId: z.uuid(),
    operatorId: z.uuid(),
    holderId: z.uuid(),
    period: z.string(),
    percent: z.number().int(),
    act: z.string(),
  }),
};

/** What a body reads where it chooses the events to send elsewhere. */
export const eventLabels = {
  'rights.opened': 'Un droit est ouvert',
  'rights.closed': 'Un droit est fermé',
  'rights.suspended': 'Un droit est suspendu',
  'rights.resumed': 'Un droit est rétabli',
  'rights.extra-granted': 'Un supplément est accordé',
  'rights.limit-changed': 'Un droit peut, ou ne peut plus, être dépassé',
  'rights.extra-ended': 'Un supplément prend fin',
  'rights.extra-lapsing': 'Un supplément prendra fin sous deux semaines',
  'rights.threshold-reached': 'Un seuil de consommation est atteint',
};

declare module '#platform/events/told.ts' {
  interface ToldEvents {
    'rights.opened': { beneficiaryId: string; services: string[]; beginsOn: string };
    'rights.closed': { beneficiaryId: string; services: string[]; lastOn: string };
    'rights.suspended': { beneficiaryId: string; suspensionId: string };
    'rights.resumed': { beneficiaryId: string; suspensionId: string };
    'rights.extra-granted': { beneficiaryId: string; allowanceId: string; extraId: string };
    'rights.threshold-reached': {
      allowance: string;
      allowanceId: string;
      operatorId: string;
      holderId: string;
      period: string;
      percent: number;
      /** Key of the act that passed it: a threshold passed again is told again. */
      act: string;
    };
    'rights.limit-changed': { beneficiaryId: string; allowanceId: string; isHard: boolean };
    'rights.extra-lapsing': { beneficiaryId: string; allowanceId: string; extraId: string; lastOn: string };
    'rights.extra-ended': { beneficiaryId: string; allowanceId: string; extraId: string };
  }
}
