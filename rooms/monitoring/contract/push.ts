// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

const params = z.object({ secret: z.string().regex(/^[0-9a-f]{40}$/) });
const response = z.object({ heard: z.literal(true) });

export const beat = endpoint('GET /battement/:secret', {
  scope: 'house',
  summary: 'Une machine dit qu’elle fonctionne. Son adresse seule l’identifie.',
  params,
  response,
  refusals: ['monitoring.unknown-push'],
});

export const beatWithReport = endpoint('POST /battement/:secret', {
  scope: 'house',
  summary: 'Une machine dit qu’elle fonctionne, et ce que ses disques contiennent.',
  params,
  body: z.unknown(),
  response,
  refusals: ['monitoring.unknown-push', 'monitoring.push-report'],
  bodyLimit: 16_384,
});
