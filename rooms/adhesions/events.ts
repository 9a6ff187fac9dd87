// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { campaignEvents } from './campaigns/events.ts';
import { mergerEvents } from './mergers/events.ts';
import { renewalEvents } from './renewals/events.ts';

const convention = z.strictObject({ conventionId: z.uuid(), beneficiaryId: z.uuid() });

const signature = z.strictObject({ requestId: z.uuid(), dossierId: z.uuid() });

export const events = {
  'adhesions.concluded': convention,
  'adhesions.opened': convention,
  'adhesions.ended': convention.extend({ lastOn: z.iso.date() }),
  'adhesions.recounted': convention.extend({ recountId: z.uuid(), on: z.iso.date(), yearlyCents: z.int() }),
  ...campaignEvents,
  'adhesions.subscribed': z.strictObject({ quoteId: z.uuid(), dossierId: z.uuid(), beneficiaryId: z.uuid() }),
  'adhesions.rider-concluded': convention.extend({ riderId: z.uuid() }),
  'adhesions.subscription-settings-changed': z.strictObject({}),
  'adhesions.signature-prepared': signature,
  'adhesions.signature-sent': signature,
  'adhesions.signature-recorded': signature.extend({ isComplete: z.boolean() }),
  'adhesions.template-changed': z.strictObject({ document: z.string(), number: z.number().int() }),
  ...mergerEvents,
  ...renewalEvents,
  'adhesions.succeeded': convention.extend({ predecessorId: z.uuid(), kind: z.enum(['renewal', 'rider', 'transfer', 'move']) }),
  'adhesions.suspended': convention.extend({ suspensionId: z.uuid() }),
  'adhesions.resumed': convention.extend({ suspensionId: z.uuid() }),
  'adhesions.commissioning-proposed': convention.extend({ on: z.iso.date() }),
  'adhesions.commissioning-agreed': convention.extend({ on: z.iso.date() }),
  // Conventions that stood before, brought by a file: the operator's own history. Rights say by themselves that they open.
  'adhesions.taken-over': z.strictObject({ takeOverId: z.uuid(), created: z.int(), changed: z.int() }),
  'adhesions.document-attached': convention.extend({ attachmentId: z.uuid() }),
  'adhesions.document-withdrawn': z.strictObject({ conventionId: z.uuid(), attachmentId: z.uuid() }),
  'adhesions.take-over-undone': z.strictObject({ takeOverId: z.uuid(), removed: z.int(), restored: z.int() }),
};

declare module '#platform/events/told.ts' {
  interface ToldEvents {
    'adhesions.concluded': { conventionId: string; beneficiaryId: string };
    'adhesions.opened': { conventionId: string; beneficiaryId: string };
    'adhesions.ended': { conventionId: string; beneficiaryId: string; lastOn: string };
    'adhesions.recounted': { conventionId: string; beneficiaryId: string; recountId: string; on: string; yearlyCents: number };
    'adhesions.subscribed': { quoteId: string; dossierId: string; beneficiaryId: string };
    'adhesions.rider-concluded': { riderId: string; conventionId: string; beneficiaryId: string };
    'adhesions.subscription-settings-changed': Record<never, never>;
    'adhesions.signature-prepared': { requestId: string; dossierId: string };
    'adhesions.signature-sent': { requestId: string; dossierId: string };
    'adhesions.signature-recorded': { requestId: string; dossierId: string; isComplete: boolean };
    'adhesions.template-changed': { document: string; number: number };
    'adhesions.succeeded': {
      conventionId: string;
      beneficiaryId: string;
      predecessorId: string;
      kind: 'renewal' | 'rider' | 'transfer' | 'move';
    };
    'adhesions.suspended': { conventionId: string; beneficiaryId: string; suspensionId: string };
    'adhesions.resumed': { conventionId: string; beneficiaryId: string; suspensionId: string };
    'adhesions.commissioning-proposed': { conventionId: string; beneficiaryId: string; on: string };
    'adhesions.commissioning-agreed': { conventionId: string; beneficiaryId: string; on: string };
    'adhesions.taken-over': { takeOverId: string; created: number; changed: number };
    'adhesions.document-attached': { conventionId: string; beneficiaryId: string; attachmentId: string };
    'adhesions.document-withdrawn': { conventionId: string; attachmentId: string };
    'adhesions.take-over-undone': { takeOverId: string; removed: number; restored: number };
  }
}
