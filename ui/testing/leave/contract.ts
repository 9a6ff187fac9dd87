// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

export const requestLeave = endpoint('POST /requests', {
  summary: 'Demande un congé inventé.',
  body: z.object({
    from: z.string().nullable(),
    hours: z.number().nullable(),
    cents: z.int().nullable(),
    reason: z.string(),
    kind: z.string(),
  }),
  response: z.object({ id: z.string() }),
});
