// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

const convention = z.strictObject({ conventionId: z.uuid(), beneficiaryId: z.uuid() });

export const events = {
  'adhesions.concluded': convention,
  'adhesions.opened': convention,
  'adhesions.ended': convention.extend({ lastOn: z.iso.date() }),
  'adhesions.succeeded': convention.extend({ predecessorId: z.uuid(), kind: z.enum(['renewal', 'rider', 'transfer', 'move']) }),
};

declare module '#platform/events/told.ts' {
  interface ToldEvents {
    'adhesions.concluded': { conventionId: string; beneficiaryId: string };
    'adhesions.opened': { conventionId: string; beneficiaryId: string };
    'adhesions.ended': { conventionId: string; beneficiaryId: string; lastOn: string };
    'adhesions.succeeded': {
      conventionId: string;
      beneficiaryId: string;
      predecessorId: string;
      kind: 'renewal' | 'rider' | 'transfer' | 'move';
    };
  }
}
