// SPDX-License-Identifier: EUPL-1.2
/** What a person wants to be told of rights that fill up. */
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

const fromPercent = z.union([z.literal(80), z.literal(90), z.literal(100)]).nullable();

export const readAlertChoice = endpoint('GET /rights/alert-choice', {
  summary: 'À partir de quel seuil la personne veut être prévenue dans cette collectivité ; absent : jamais.',
  response: z.object({ fromPercent }),
});

export const chooseAlerts = endpoint('PUT /rights/alert-choice', {
  summary: 'Choisit à partir de quel seuil être prévenu dans cette collectivité.',
  body: z.strictObject({ fromPercent }),
});
