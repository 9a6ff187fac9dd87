// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

const own = defineRefusals({
  'billing.correction-moved': {
    status: 409,
    says: 'La différence « {label} » a changé ou a été décidée entre-temps : relisez la liste.',
  },
  'billing.correction-other-act': { status: 422, says: '« {label} » ne se règle pas ainsi : {act}.' },
  'billing.correction-needs-reason': { status: 422, says: 'Dites pourquoi ces différences restent sans suite.' },
  'billing.correction-not-found': { status: 404, says: 'Cette décision n’existe pas.' },
  'billing.correction-billed': { status: 409, says: 'Ce complément est déjà facturé : corrigez le document par un avoir.' },
  'billing.correction-by-credit': { status: 409, says: 'L’avoir est préparé : abandonnez-le depuis le document, la différence reviendra ici.' },
});
export const correctionRefusals = own.refusals;
export const refuseCorrection = own.refuse;

export const correctionNatures = ['join', 'leave', 'edition', 'recount', 'amount', 'payer', 'roster'] as const;
export const natureLabels: Readonly<Record<(typeof correctionNatures)[number], string>> = {
  join: 'Arrivée en cours d’année',
  leave: 'Départ',
  edition: 'Changement d’édition',
  recount: 'Recomptage',
  amount: 'Montant modifié',
  payer: 'Changement de payeur',
  roster: 'Collectivités comptées',
};
export const correctionActs = ['complement', 'credit', 'next-run', 'none'] as const;
export const actLabels: Readonly<Record<(typeof correctionActs)[number], string>> = {
  complement: 'Complément à décider',
  credit: 'Avoir à décider',
  'next-run': 'Prise par la prochaine campagne',
  none: 'Pour information',
};
export const correctionDecisions = ['complement', 'credit', 'none'] as const;
export const decisionLabels: Readonly<Record<(typeof correctionDecisions)[number], string>> = {
  complement: 'Complément',
  credit: 'Avoir',
  none: 'Sans suite',
};
export const decisionStates = ['waiting', 'done', 'withdrawn', 'dropped'] as const;
export const decisionStateLabels: Readonly<Record<(typeof decisionStates)[number], string>> = {
  waiting: 'en attente',
  done: 'faite',
  withdrawn: 'reprise',
  dropped: 'avoir abandonné',
};

const page = { page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(100).default(25) };
const order = z.enum(['asc', 'desc']).optional();
const reference = z.object({ id: z.uuid(), number: z.string() }).nullable();
const payer = z.object({ id: z.uuid(), name: z.string() });

export const listCorrections = endpoint('GET /billing/corrections', {
  summary: 'Ce qui a été facturé d’une année et ne dit plus ce que disent conventions et effectifs : à compléter, à rendre, ou pour information.',
  query: z.object({
    ...page,
    year: z.coerce.number().int().min(2000).max(2200).optional(),
    q: z.string().max(200).optional(),
    nature: z.enum(correctionNatures).optional(),
    act: z.enum(correctionActs).optional(),
    sort: z.enum(['payer', 'amountCents', 'nature']).optional(),
    order,
  }),
  response: z.object({
    year: z.int(),
    /** Years with an issued run. */
    years: z.array(z.int()),
    keptSince: z
      .string()
      .nullable()
      .describe(
        'Instant depuis lequel ces différences sont connues, si elles n’ont pas été recalculées à la demande (grandes années, cinq minutes au plus).',
      ),
    complementCents: z.int(),
    creditCents: z.int(),
    rows: z.array(
      z.object({
        key: z.string(),
        payer,
        nature: z.enum(correctionNatures),
        act: z.enum(correctionActs),
        label: z.string(),
        says: z.string(),
        billedCents: z.int(),
        owedCents: z.int(),
        amountCents: z.int(),
        document: reference,
      }),
    ),
    total: z.int(),
  }),
});

export const decideCorrections = endpoint('POST /billing/corrections/decisions', {
  summary: 'Décide de différences : complément pour la prochaine campagne, avoir qu’une autre personne émet, ou sans suite avec un motif.',
  body: z.object({
    year: z.int().min(2000).max(2200),
    keys: z.array(z.string().max(300)).min(1, 'Choisissez au moins une ligne.').max(200),
    decision: z.enum(correctionDecisions),
    reason: z.string().trim().max(500).default(''),
  }),
  response: z.object({ decided: z.int(), amountCents: z.int(), documents: z.array(z.object({ id: z.uuid(), number: z.string() })) }),
  refusals: [
    'billing.correction-moved',
    'billing.correction-other-act',
    'billing.correction-needs-reason',
    'billing.document-not-found',
    'billing.credit-of-credit',
    'billing.credit-too-large',
    'billing.credit-line-unknown',
    'billing.credit-empty',
    'billing.credit-under-way',
    'billing.credit-person-needed',
  ],
});

export const listDecisions = endpoint('GET /billing/corrections/decisions', {
  summary: 'Les décisions prises sur les différences d’une année, avec leur motif et ce qu’elles sont devenues.',
  query: z.object({
    ...page,
    year: z.coerce.number().int().min(2000).max(2200).optional(),
    q: z.string().max(200).optional(),
    decision: z.enum(correctionDecisions).optional(),
    state: z.enum(decisionStates).optional(),
    sort: z.enum(['decidedAt', 'payer', 'amountCents']).optional(),
    order,
  }),
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        year: z.int(),
        payer,
        nature: z.enum(correctionNatures),
        label: z.string(),
        says: z.string(),
        amountCents: z.int(),
        decision: z.enum(correctionDecisions),
        reason: z.string(),
        decidedBy: z.string(),
        decidedAt: z.string(),
        state: z.enum(decisionStates),
        /** The document that bears the complement, or the one that the avoir corrects. */
        document: reference,
      }),
    ),
    total: z.int(),
  }),
});

export const withdrawDecision = endpoint('POST /billing/corrections/decisions/:id/withdrawal', {
  summary: 'Reprend une décision qu’aucun document ne porte : la différence revient à décider.',
  params: z.object({ id: z.uuid() }),
  response: z.object({ id: z.uuid() }),
  refusals: ['billing.correction-not-found', 'billing.correction-billed', 'billing.correction-by-credit'],
});
