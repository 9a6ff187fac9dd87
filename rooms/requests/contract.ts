// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals, refuse } = defineRefusals({
  'requests.not-waiting': { status: 409, says: 'Cette demande n’attend plus de réponse : aucun devis n’est à préparer.' },
  'requests.no-edition': { status: 409, says: 'Votre catalogue n’est pas en vigueur : aucun devis ne peut être préparé.' },
  'requests.not-sold': {
    status: 409,
    says: '« {title} » n’a pas d’offre à prix dans le catalogue : répondez sans devis, ou établissez-le à la main.',
  },
  'requests.unknown-offer': { status: 422, says: 'Cette offre n’apporte pas le service demandé.' },
  'requests.unknown': { status: 404, says: 'Cette demande n’a pas de devis.' },
  'requests.too-late': { status: 409, says: 'Le devis est déjà accepté : demandez à votre opérateur d’y mettre fin.' },
});

const id = z.object({ id: z.uuid() });
const input = z.object({
  key: z.string(),
  label: z.string(),
  kind: z.enum(['quantity', 'volume', 'amount', 'choice', 'text']),
  unit: z.string().nullable(),
  indivisible: z.boolean(),
  options: z.array(z.object({ key: z.string(), label: z.string() })),
  value: z.union([z.number(), z.string()]).nullable().describe('Ce qui est proposé.'),
});

export const readPreparation = endpoint('GET /requests-received/:id/quote', {
  summary: 'Ce qu’il faut pour préparer le devis d’une demande : les offres qui apportent le service, et ce que la collectivité détient.',
  params: id,
  response: z.object({
    offers: z.array(z.object({ key: z.string(), label: z.string(), inputs: z.array(input) })),
    held: z.string().nullable().describe('La convention en cours, dont le catalogue s’applique.'),
    quote: z.object({ id: z.uuid(), number: z.string() }).nullable().describe('Le devis déjà préparé.'),
  }),
});

export const prepareQuote = endpoint('POST /requests-received/:id/quote', {
  summary: 'Prépare le devis d’une demande, pour sa collectivité et son service, et l’annonce à qui l’a faite.',
  params: id,
  body: z.strictObject({
    offer: z.string().min(1, 'Choisissez une offre.').max(80),
    inputs: z.record(z.string().max(40), z.union([z.number(), z.string().max(2_000)])).default({}),
  }),
  response: z.object({ quoteId: z.uuid(), number: z.string() }),
  refusals: ['requests.not-waiting', 'requests.no-edition', 'requests.unknown-offer'],
});

const step = z.object({ label: z.string(), state: z.enum(['done', 'current', 'todo']), detail: z.string(), href: z.string().nullable() });

export const followRequests = endpoint('GET /requests', {
  summary: 'Les demandes de la collectivité, chacune suivie du premier mot à l’ouverture.',
  query: z.object({ page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(100).default(25) }),
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        message: z.string(),
        askedAt: z.string(),
        askedByName: z.string(),
        says: z.string().describe('Où elle en est, en une phrase.'),
        isOver: z.boolean(),
        steps: z.array(step),
        cancel: z.enum(['withdraw', 'cancel']).nullable().describe('Comment elle peut encore être retirée.'),
      }),
    ),
    total: z.int(),
  }),
});

export const cancelRequest = endpoint('POST /requests/:id/cancel', {
  summary: 'Renonce à une demande dont le devis est préparé, tant qu’il n’est pas accepté.',
  params: id,
  body: z.strictObject({ reason: z.string().trim().min(5, 'Dites pourquoi en quelques mots.').max(1_000) }),
  refusals: ['requests.unknown', 'requests.too-late'],
});
