// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

const id = z.object({ id: z.uuid() });
const instant = z.iso.datetime({ offset: true });

export const listTimeStamps = endpoint('GET /adhesions/dossiers/:id/time-stamps', {
  summary: 'Les horodatages des actes d’un dossier : ce qu’ils prouvent, par qui, et s’ils sont sincères.',
  params: id,
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        label: z.string(),
        digest: z.string(),
        askedAt: instant,
        stampedAt: instant.nullable(),
        authority: z.string().nullable(),
        isIndependent: z.boolean().describe('Par une autorité d’horodatage (RFC 3161) ; sinon par le sceau de l’installation.'),
        verdict: z.string().describe('« vérifié », ou ce qui ne va pas.'),
      }),
    ),
  }),
});

export const exportProofs = endpoint('GET /adhesions/dossiers/:id/proofs', {
  answer: 'file',
  summary: 'Le dossier de preuve (ZIP) : pièces, journal, horodatages, et un manifeste d’empreintes que sha256sum vérifie.',
  params: id,
});
