// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: importRefusals, refuse: refuseImport } = defineRefusals({
  'leave.import-unreadable': { status: 422, says: 'Ce fichier n’a pas pu être lu : {why}' },
  'leave.import-line': { status: 422, says: 'La ligne {line} ne peut pas être importée : {says}' },
});

const file = {
  fileName: z.string().max(200),
  content: z.base64('Le fichier n’a pas pu être lu.').max(7_000_000, 'Le fichier dépasse 5 Mo.'),
};

export const importActions = ['create', 'change', 'same', 'error'] as const;
const line = z.object({
  line: z.int(),
  action: z.enum(importActions),
  name: z.string(),
  says: z.string().describe('Ce qui change, ou ce qui est à corriger.'),
});
export type ImportLine = z.infer<typeof line>;

export const previewImport = endpoint('POST /leave/imports/preview', {
  summary: 'Dit, ligne par ligne, ce que ferait un fichier CSV d’agents et de soldes, de ce service ou de Jorani.',
  body: z.strictObject(file),
  response: z.object({
    lines: z.array(line),
    ignored: z.array(z.string()).describe('Colonnes du fichier que rien ne lit.'),
    teams: z.array(z.string()).describe('Services que l’import ajouterait.'),
  }),
  refusals: ['leave.import-unreadable'],
  bodyLimit: 8_000_000,
});

export const applyImport = endpoint('POST /leave/imports', {
  summary: 'Importe des lignes d’un fichier CSV d’agents et de soldes, toutes ou aucune. Répété, il ne change plus rien.',
  body: z.strictObject({ ...file, lines: z.array(z.int()).min(1, 'Choisissez au moins une ligne.').max(5_000) }),
  response: z.object({ created: z.int(), changed: z.int() }),
  refusals: ['leave.import-unreadable', 'leave.import-line'],
  bodyLimit: 8_000_000,
});

export const exportAgents = endpoint('GET /leave/exports/agents', {
  answer: 'file',
  summary: 'Les agents, leur temps de travail et leurs soldes (CSV), tels que l’import les relit.',
});
