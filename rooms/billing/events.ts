// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

const run = z.strictObject({ runId: z.uuid() });
const document = z.strictObject({ documentId: z.uuid() });
const payer = z.strictObject({ payerId: z.uuid() });

export const events = {
  'billing.settings-changed': z.strictObject({}),
  'billing.payer-changed': payer,
  'billing.charge-added': z.strictObject({ chargeId: z.uuid() }),
  'billing.corrections-decided': z.strictObject({ year: z.int(), decided: z.int() }),
  'billing.run-prepared': run,
  'billing.run-locked': run,
  'billing.run-abandoned': run,
  'billing.run-issued': run,
  'billing.credit-prepared': z.strictObject({ creditId: z.uuid(), documentId: z.uuid() }),
  'billing.document-issued': document,
  'billing.document-titred': document,
  'billing.document-paid': document,
  'billing.document-contested': document,
  'billing.contest-answered': z.strictObject({ contestId: z.uuid() }),
  'billing.contest-withdrawn': z.strictObject({ contestId: z.uuid() }),
  'billing.document-rejected': document,
  'billing.payer-reminded': payer,
  'billing.exchange-changed': z.strictObject({}),
  'billing.file-made': z.strictObject({ fileId: z.uuid() }),
  'billing.file-withdrawn': z.strictObject({ fileId: z.uuid() }),
  'billing.return-received': z.strictObject({ returnId: z.uuid() }),
  'billing.return-replayed': z.strictObject({ returnId: z.uuid() }),
  'billing.line-dismissed': z.strictObject({ lineId: z.uuid() }),
};

export const eventLabels = {
  'billing.document-issued': 'Un appel, une facture ou un avoir est émis',
  'billing.document-paid': 'Un document est payé',
  'billing.document-contested': 'Un document est contesté',
  'billing.contest-answered': 'Une contestation reçoit sa réponse',
  'billing.document-rejected': 'Le comptable rejette le titre d’un document',
};

declare module '#platform/events/told.ts' {
  interface ToldEvents {
    'billing.settings-changed': Record<never, never>;
    'billing.payer-changed': { payerId: string };
    'billing.charge-added': { chargeId: string };
    'billing.corrections-decided': { year: number; decided: number };
    'billing.run-prepared': { runId: string };
    'billing.run-locked': { runId: string };
    'billing.run-abandoned': { runId: string };
    'billing.run-issued': { runId: string };
    'billing.credit-prepared': { creditId: string; documentId: string };
    'billing.document-issued': { documentId: string };
    'billing.document-titred': { documentId: string };
    'billing.document-paid': { documentId: string };
    'billing.document-contested': { documentId: string };
    'billing.contest-answered': { contestId: string };
    'billing.contest-withdrawn': { contestId: string };
    'billing.document-rejected': { documentId: string };
    'billing.payer-reminded': { payerId: string };
    'billing.exchange-changed': Record<never, never>;
    'billing.file-made': { fileId: string };
    'billing.file-withdrawn': { fileId: string };
    'billing.return-received': { returnId: string };
    'billing.return-replayed': { returnId: string };
    'billing.line-dismissed': { lineId: string };
  }
}
