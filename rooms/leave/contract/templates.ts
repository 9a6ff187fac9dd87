// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: templateRefusals, refuse: refuseTemplate } = defineRefusals({
  'leave.unknown-template': { status: 422, says: 'Ce modèle n’existe pas.' },
});

export const listTemplates = endpoint('GET /leave/templates', {
  summary: 'Les modèles de départ, du plus proche de la collectivité au plus lointain, et ce que chacun met en place.',
  query: z.object({}),
  response: z.object({
    isStarted: z.boolean(),
    rows: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        says: z.string(),
        isProposed: z.boolean(),
        settings: z.array(z.string()).describe('Les réglages, en clair.'),
        teams: z.array(z.object({ name: z.string(), minimumPresent: z.int(), isThere: z.boolean() })),
        kinds: z.array(z.object({ label: z.string(), isThere: z.boolean() })).describe('Les types d’absence ajoutés aux usuels.'),
      }),
    ),
  }),
});

export const applyTemplate = endpoint('POST /leave/templates/apply', {
  summary: 'Met en place un modèle : réglages, services et types d’absence qui manquent. Rien de ce qui existe n’est retiré.',
  body: z.strictObject({ template: z.string().max(40), schoolZone: z.enum(['A', 'B', 'C']).nullable() }),
  response: z.object({ teams: z.int(), kinds: z.int() }),
  refusals: ['leave.unknown-template'],
});
