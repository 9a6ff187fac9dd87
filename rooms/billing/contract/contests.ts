// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';
import { documentRow } from './documents.ts';

const own = defineRefusals({
  'billing.not-contested': { status: 409, says: 'Le document {number} n’est pas contesté.' },
  'billing.already-contested': { status: 409, says: 'Le document {number} est déjà contesté.' },
  'billing.contest-answered': { status: 409, says: 'La contestation du document {number} a déjà sa réponse : un avoir doit le corriger.' },
  'billing.contest-person-needed': { status: 403, says: 'Une personne de la collectivité doit le faire, pas un programme.' },
});
export const contestRefusals = own.refusals;
export const refuseContest = own.refuse;

export const verdicts = ['upheld', 'rejected', 'withdrawn'] as const;
export const contestVerdictLabels: Readonly<Record<(typeof verdicts)[number], string>> = {
  upheld: 'reconnue fondée',
  rejected: 'rejetée',
  withdrawn: 'retirée par le payeur',
};

const id = z.object({ id: z.uuid() });
const day = z.iso.date();
const contested = z.string().trim().min(3, 'Dites ce qui est contesté.').max(1000);

export const contestDocument = endpoint('POST /billing/documents/:id/contest', {
  summary: 'Note que le payeur conteste un document : il n’est plus relancé.',
  params: id,
  body: z.object({ on: day, reason: contested }),
  response: documentRow,
  refusals: ['billing.document-not-found', 'billing.already-contested', 'billing.document-credited'],
});
export const settleContest = endpoint('POST /billing/documents/:id/contest-settled', {
  summary: 'Répond à une contestation : fondée, elle attend l’avoir qui corrige le document ; rejetée ou retirée, elle est close.',
  params: id,
  body: z.object({ on: day, verdict: z.enum(verdicts), reason: z.string().trim().min(3, 'Donnez le motif de la réponse.').max(1000) }),
  response: documentRow,
  refusals: ['billing.document-not-found', 'billing.not-contested', 'billing.contest-answered'],
});

export const contestReceived = endpoint('POST /billing/received/:id/contest', {
  summary: 'Conteste un document reçu : l’opérateur est prévenu et ne relance plus.',
  params: id,
  body: z.object({ reason: contested }),
  response: documentRow,
  refusals: ['billing.document-not-found', 'billing.already-contested', 'billing.document-credited', 'billing.contest-person-needed'],
});
export const withdrawContest = endpoint('POST /billing/received/:id/contest-withdrawn', {
  summary: 'Retire la contestation d’un document reçu, tant que l’opérateur n’y a pas répondu.',
  params: id,
  body: z.object({ reason: z.string().trim().min(3, 'Dites pourquoi vous la retirez.').max(1000) }),
  response: documentRow,
  refusals: ['billing.document-not-found', 'billing.not-contested', 'billing.contest-answered', 'billing.contest-person-needed'],
});
