// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

const own = defineRefusals({
  'billing.payer-unknown': { status: 404, says: 'Cette collectivité n’est pas dans le registre.' },
  'billing.payer-bad-siret': { status: 422, says: 'Le SIRET « {siret} » n’est pas valide : il a 14 chiffres, dont le dernier contrôle les autres.' },
  'billing.payer-other-siren': { status: 422, says: 'Le SIRET {siret} n’appartient pas à {name}, dont le SIREN est {siren}.' },
  'billing.bill-to-unexplained': { status: 422, says: 'Dites quelle convention fait payer une autre collectivité.' },
});
export const payerRefusals = own.refusals;
export const refusePayer = own.refuse;

const address = z.object({
  lines: z.array(z.string().trim().max(200)).max(4).readonly(),
  postcode: z.string().trim().max(10),
  city: z.string().trim().max(100),
  country: z.string().length(2),
});
export const payerShape = z.object({
  siret: z.string().nullable(),
  engagement: z.string().nullable(),
  serviceCode: z.string().nullable(),
  address: address.nullable(),
  email: z.string().nullable(),
  billToId: z.uuid().nullable(),
  billToReason: z.string().nullable(),
});
const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .nullable()
    .transform((value) => (value === '' ? null : value));

const payerId = z.object({ payer: z.uuid() });
export const listPayers = endpoint('GET /billing/payers', {
  summary: 'Les payeurs, et ce qui manque pour leur adresser un document.',
  query: z.object({
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
    q: z.string().max(200).optional(),
    missing: z.enum(['siret']).optional(),
    sort: z.enum(['name', 'billedCents', 'restCents']).optional(),
    order: z.enum(['asc', 'desc']).optional(),
  }),
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        kind: z.string(),
        siret: z.string().nullable(),
        fault: z.string().nullable(),
        documents: z.int(),
        billedCents: z.int(),
        restCents: z.int(),
      }),
    ),
    total: z.int(),
  }),
});
export const readPayer = endpoint('GET /billing/payers/:payer', {
  summary: 'Ce que l’opérateur sait d’un payeur.',
  params: payerId,
  response: payerShape.extend({
    id: z.uuid(),
    name: z.string(),
    kind: z.string(),
    siren: z.string().nullable(),
    billToName: z.string().nullable(),
    faults: z.array(z.string()),
  }),
  refusals: ['billing.payer-unknown'],
});
export const changePayer = endpoint('PUT /billing/payers/:payer', {
  summary: 'Change le SIRET, l’engagement, le code service, l’adresse d’un payeur, ou qui paie à sa place.',
  params: payerId,
  body: z.object({
    siret: text(14),
    engagement: text(50),
    serviceCode: text(100),
    address: address.nullable(),
    email: text(200),
    billToId: z.uuid().nullable(),
    billToReason: text(300),
  }),
  response: payerShape,
  refusals: ['billing.payer-unknown', 'billing.payer-bad-siret', 'billing.payer-other-siren', 'billing.bill-to-unexplained'],
});
