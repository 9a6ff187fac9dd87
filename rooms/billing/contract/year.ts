// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

const year = z.object({ year: z.coerce.number().int().min(2000).max(2200).optional() });
const share = z.object({ key: z.string(), label: z.string(), netCents: z.int(), previousCents: z.int() });

export const readYear = endpoint('GET /billing/year', {
  summary: 'L’année en un coup d’œil : émis, payé, à recouvrer, par service et par payeur.',
  query: year,
  response: z.object({
    year: z.int(),
    years: z.array(z.int()),
    documents: z.int(),
    netCents: z.int(),
    vatCents: z.int(),
    grossCents: z.int(),
    paidCents: z.int(),
    restCents: z.int(),
    lateCents: z.int(),
    lateDocuments: z.int(),
    contestedCents: z.int(),
    waitingCharges: z.int(),
    runsUnderWay: z.array(z.object({ id: z.uuid(), number: z.string(), title: z.string(), status: z.string(), grossCents: z.int() })),
    byService: z.array(share),
    byPayer: z.array(share),
    byMonth: z.array(z.object({ month: z.int(), issuedCents: z.int(), paidCents: z.int() })),
  }),
});

const vatRow = z.object({
  kind: z.enum(['appel', 'facture']),
  code: z.enum(['S', 'E', 'O']),
  rateBasisPoints: z.int(),
  documents: z.int(),
  baseCents: z.int(),
  vatCents: z.int(),
});
export const readVat = endpoint('GET /billing/vat', {
  summary: 'L’état de TVA d’une année : bases et taxe par taux, ce qui est exonéré ou hors champ.',
  query: year,
  response: z.object({ year: z.int(), rows: z.array(vatRow.extend({ month: z.int() })), totals: z.array(vatRow) }),
});
export const exportVat = endpoint('GET /billing/vat.csv', { summary: 'L’état de TVA en CSV, par mois.', answer: 'file', query: year });

export const readRemaining = endpoint('GET /billing/remaining', {
  summary: 'Les restes à recouvrer au jour dit, par exercice d’émission et ancienneté.',
  query: z.object({ on: z.iso.date().optional() }),
  response: z.object({
    on: z.iso.date(),
    rows: z.array(
      z.object({
        year: z.int(),
        notDueCents: z.int(),
        to30Cents: z.int(),
        to90Cents: z.int(),
        beyondCents: z.int(),
        contestedCents: z.int(),
        restCents: z.int(),
        documents: z.int(),
      }),
    ),
    restCents: z.int(),
  }),
});
export const readAccruals = endpoint('GET /billing/accruals', {
  summary:
    'Les rattachements de fin d’année : produits constatés d’avance, et produits à recevoir d’un service fait et non facturé. Les cent plus grandes lignes de chacun ; le fichier les a toutes.',
  query: year,
  response: z.object({
    year: z.int(),
    deferred: z.array(
      z.object({
        documentId: z.uuid(),
        number: z.string(),
        payer: z.string(),
        label: z.string(),
        from: z.iso.date(),
        until: z.iso.date(),
        netCents: z.int(),
        deferredCents: z.int(),
      }),
    ),
    deferredCount: z.int(),
    deferredCents: z.int(),
    toReceive: z.array(z.object({ payer: z.string(), label: z.string(), netCents: z.int(), says: z.string() })),
    toReceiveCount: z.int(),
    toReceiveCents: z.int(),
  }),
});
export const exportAccruals = endpoint('GET /billing/accruals.csv', {
  summary: 'Les rattachements de fin d’année en CSV, ligne par ligne.',
  answer: 'file',
  query: year,
});
