// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

const own = defineRefusals({
  'billing.charge-known': { status: 409, says: 'Une ligne de référence « {reference} » est déjà enregistrée.' },
  'billing.charge-not-found': { status: 404, says: 'Cette ligne à facturer n’existe pas.' },
  'billing.charge-billed': { status: 409, says: 'Cette ligne est déjà facturée : corrigez le document par un avoir.' },
  'billing.charge-payer-unknown': { status: 422, says: 'Cette collectivité n’est pas dans le registre.' },
  'billing.charge-rate-unknown': { status: 422, says: 'Le taux de {rate} n’est pas de ceux que l’opérateur applique.' },
});
export const chargeRefusals = own.refusals;
export const refuseCharge = own.refuse;

export const chargeFamilies = ['order', 'school-fee', 'volume', 'manual'] as const;
const row = z.object({
  id: z.uuid(),
  family: z.enum(chargeFamilies),
  payer: z.object({ id: z.uuid(), name: z.string() }),
  beneficiary: z.string(),
  label: z.string(),
  detail: z.string(),
  quantity: z.number(),
  unit: z.string(),
  netCents: z.int(),
  rateBasisPoints: z.int(),
  vatCode: z.enum(['S', 'E', 'O']),
  act: z.string(),
  happenedOn: z.iso.date(),
  enteredBy: z.string(),
  state: z.enum(['waiting', 'billed', 'withdrawn']),
  document: z.object({ id: z.uuid(), number: z.string() }).nullable(),
});

export const listCharges = endpoint('GET /billing/charges', {
  summary: 'Les commandes, volumes et frais à facturer une fois.',
  query: z.object({
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
    q: z.string().max(200).optional(),
    family: z.enum(chargeFamilies).optional(),
    state: z.enum(['waiting', 'billed', 'withdrawn']).optional(),
    sort: z.enum(['happenedOn', 'netCents', 'payer']).optional(),
    order: z.enum(['asc', 'desc']).optional(),
  }),
  response: z.object({ rows: z.array(row), total: z.int() }),
});

export const addCharge = endpoint('POST /billing/charges', {
  summary: 'Ajoute une commande, un volume, des frais sur commande scolaire ou une ligne à facturer.',
  body: z.object({
    family: z.enum(chargeFamilies),
    payerId: z.uuid('Choisissez le payeur.'),
    beneficiaryId: z.uuid().nullable().default(null),
    label: z.string().trim().min(3, 'Dites ce qui est dû.').max(200),
    detail: z.string().trim().max(500).default(''),
    /** Units, or the order's net amount in euros for a fee on a school order. */
    quantity: z.number().positive('Une quantité est positive.').max(1_000_000_000).multipleOf(0.001, 'Trois décimales au plus.'),
    unit: z.string().trim().min(1).max(40),
    /** In ten-thousandths of a euro; without effect on a fee. */
    unitPriceTenThousandths: z.int().min(0, 'Un prix n’est pas négatif.').max(1_000_000_000_000),
    vatCode: z.enum(['S', 'E', 'O']),
    rateBasisPoints: z.int().min(0).max(10_000),
    act: z.string().trim().max(200).default(''),
    happenedOn: z.iso.date(),
    /** The source's own name for it: the same one never enters twice. */
    reference: z.string().trim().max(200).nullable().default(null),
  }),
  response: z.object({ id: z.uuid(), netCents: z.int(), cheaperFromCents: z.int().nullable() }),
  refusals: ['billing.charge-known', 'billing.charge-payer-unknown', 'billing.charge-rate-unknown'],
});
export const collectVolumes = endpoint('POST /billing/volumes', {
  summary: 'Relève auprès de chaque service ce qui se facture à l’unité et n’est pas encore à facturer. Relever deux fois n’ajoute rien.',
  body: z
    .object({ from: z.iso.date(), until: z.iso.date() })
    .refine(({ from, until }) => from <= until, { message: 'Le premier jour est après le dernier.', path: ['until'] }),
  response: z.object({
    added: z.int(),
    known: z.int(),
    addedCents: z.int(),
    /** Measures that could not be billed, or that fell below what a document bears, and why. */
    refused: z.array(z.object({ source: z.string(), key: z.string(), says: z.string() })),
  }),
});
export const withdrawCharge = endpoint('POST /billing/charges/:id/withdrawal', {
  summary: 'Retire une ligne qui n’est pas facturée.',
  params: z.object({ id: z.uuid() }),
  body: z.object({ reason: z.string().trim().min(3, 'Donnez un motif.').max(500) }),
  response: z.object({ id: z.uuid() }),
  refusals: ['billing.charge-not-found', 'billing.charge-billed'],
});
