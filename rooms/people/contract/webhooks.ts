// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: webhookRefusals, refuse: refuseWebhook } = defineRefusals({
  'people.webhook-unknown': { status: 404, says: 'Ce webhook n’existe pas dans cette collectivité.' },
  'people.webhook-address': { status: 422, says: 'Saisissez une adresse complète qui commence par https://, sans nom d’utilisateur.' },
  'people.webhook-private': { status: 422, says: 'Cette adresse est dans un réseau privé : rien n’y est envoyé.' },
  'people.webhook-event-unknown': { status: 422, says: 'Cet événement n’existe pas, ou il ne se dit pas au dehors.' },
  'people.delivery-unknown': { status: 404, says: 'Cet envoi n’existe pas, ou il a été oublié.' },
  'people.replay-too-old': { status: 422, says: 'Un rejeu remonte à trente jours au plus.' },
  'people.too-many-webhooks': { status: 409, says: 'La collectivité a déjà vingt webhooks : supprimez ceux qui ne servent plus.' },
});

/** How far back events can be sent again, and how long deliveries are kept. */
export const WEBHOOK_MEMORY_DAYS = 30;

const instant = z.iso.datetime({ offset: true });
const id = z.object({ id: z.uuid() });
const described = {
  label: z.string().trim().min(2, 'Dites à quel logiciel ces événements sont envoyés.').max(80, 'Saisissez au plus 80 caractères.'),
  url: z.string().trim().max(500, 'Une adresse compte au plus 500 caractères.'),
  events: z.array(z.string().max(100)).min(1, 'Choisissez au moins un événement.').max(200),
};

export const webhookStates = ['open', 'paused', 'failed'] as const;

export const listWebhooks = endpoint('GET /people/webhooks', {
  summary: 'Les adresses auxquelles la collectivité envoie ses événements.',
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        ...described,
        state: z.enum(webhookStates).describe('Ouvert, en pause, ou fermé après des jours d’échec.'),
        createdAt: instant,
        acceptedAt: instant.nullable().describe('Dernier message accepté.'),
        waiting: z.int().describe('Messages à envoyer ou à renvoyer.'),
      }),
    ),
    total: z.int(),
  }),
});

export const listWebhookEvents = endpoint('GET /people/webhook-events', {
  summary: 'Les événements que la collectivité peut envoyer.',
  response: z.object({ rows: z.array(z.object({ name: z.string(), label: z.string(), room: z.string() })) }),
});

const whatCanBeRefused = ['people.webhook-address', 'people.webhook-private', 'people.webhook-event-unknown'] as const;

export const addWebhook = endpoint('POST /people/webhooks', {
  summary: 'Ajoute un webhook. Le secret qui signe ses messages n’est dit qu’ici.',
  body: z.strictObject(described),
  response: z.object({ id: z.uuid(), secret: z.string() }),
  refusals: ['people.too-many-webhooks', ...whatCanBeRefused],
});

export const changeWebhook = endpoint('PUT /people/webhooks/:id', {
  summary: 'Change un webhook, le met en pause ou le rouvre.',
  params: id,
  body: z.strictObject({ ...described, isPaused: z.boolean().default(false) }),
  refusals: ['people.webhook-unknown', ...whatCanBeRefused],
});

export const deleteWebhook = endpoint('DELETE /people/webhooks/:id', {
  summary: 'Supprime un webhook et son journal.',
  params: id,
  refusals: ['people.webhook-unknown'],
});

export const renewWebhookSecret = endpoint('POST /people/webhooks/:id/secret', {
  summary: 'Tire un nouveau secret ; pendant un jour, les messages portent aussi la signature de l’ancien.',
  params: id,
  response: z.object({ secret: z.string() }),
  refusals: ['people.webhook-unknown'],
});

export const tryWebhook = endpoint('POST /people/webhooks/:id/trial', {
  summary: 'Envoie un message d’essai.',
  params: id,
  response: z.object({ delivery: z.uuid() }),
  refusals: ['people.webhook-unknown'],
});

export const listDeliveries = endpoint('GET /people/webhooks/:id/deliveries', {
  summary: 'Le journal des envois d’un webhook, sur trente jours.',
  params: id,
  query: z.object({
    state: z.enum(['waiting', 'accepted', 'failed']).optional().catch(undefined),
    page: z.coerce.number().int().min(1).max(10_000).catch(1),
    size: z.coerce.number().int().min(1).max(100).catch(25),
  }),
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        messageId: z.string(),
        event: z.string(),
        label: z.string(),
        state: z.enum(['waiting', 'accepted', 'failed']),
        attempts: z.int(),
        createdAt: instant,
        nextAt: instant.nullable(),
        lastStatus: z.int().nullable(),
        lastMs: z.int().nullable(),
        lastAnswer: z.string().nullable().describe('Les premiers caractères de la réponse, ou pourquoi il n’y en a pas.'),
      }),
    ),
    total: z.int(),
  }),
  refusals: ['people.webhook-unknown'],
});

export const replayDelivery = endpoint('POST /people/webhooks/:id/deliveries/:delivery/replay', {
  summary: 'Envoie de nouveau un message, sous le même identifiant.',
  params: z.object({ id: z.uuid(), delivery: z.uuid() }),
  refusals: ['people.webhook-unknown', 'people.delivery-unknown'],
});

export const replaySince = endpoint('POST /people/webhooks/:id/replay', {
  summary: 'Envoie de nouveau tous les événements choisis depuis un instant, ceux d’une pause compris.',
  params: id,
  body: z.strictObject({ since: instant }),
  response: z.object({ count: z.int() }),
  refusals: ['people.webhook-unknown', 'people.replay-too-old'],
});
