// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '../http/contract.ts';

const importance = z.enum(['low', 'normal', 'high']);
const byMail = z.enum(['at-once', 'answers', 'daily', 'weekly', 'none']);

export const listNotices = endpoint('GET /notices', {
  scope: 'person',
  summary: 'Mes notifications, de la plus récente à la plus ancienne, et le nombre de celles qui ne sont pas lues.',
  query: z.object({ from: z.coerce.number().int().min(0).default(0), most: z.coerce.number().int().min(1).max(100).default(20) }),
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        what: z.string(),
        title: z.string(),
        href: z.string(),
        importance,
        createdAt: z.iso.datetime(),
        isRead: z.boolean(),
      }),
    ),
    total: z.number().int(),
    unread: z.number().int(),
  }),
});

export const markRead = endpoint('POST /notices/read', {
  scope: 'person',
  summary: 'Marquer une notification comme lue, ou toutes.',
  body: z.object({ id: z.uuid().optional() }),
});

export const noticeStream = endpoint('GET /notices/stream', {
  scope: 'person',
  answer: 'file',
  summary: 'Flux d’événements (text/event-stream) qui annonce quand relire mes notifications.',
});

export const readMailChoice = endpoint('GET /notices/mail', {
  scope: 'person',
  summary: 'Comment je reçois mes notifications par courriel.',
  response: z.object({ byMail }),
});

export const chooseMail = endpoint('PUT /notices/mail', {
  scope: 'person',
  summary:
    'Choisir de recevoir mes notifications par courriel aussitôt, aussitôt si l’on attend ma réponse et sinon chaque matin, chaque matin, chaque lundi ou jamais.',
  body: z.object({ byMail }),
  response: z.object({ byMail }),
});
