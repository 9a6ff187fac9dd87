// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: directoryImportRefusals, refuse: refuseDirectoryImport } = defineRefusals({
  'people.import-unreadable': { status: 422, says: 'Ce fichier n’a pas pu être lu : {why}' },
  'people.import-lines': { status: 422, says: 'La ligne {line} ne peut pas être importée : {says}' },
});

const file = {
  fileName: z.string().max(200),
  content: z.base64('Le fichier n’a pas pu être lu.').max(7_000_000, 'Le fichier dépasse 5 Mo.'),
};
export const directoryImportActions = ['create', 'change', 'same', 'error'] as const;
const line = z.object({
  line: z.int(),
  action: z.enum(directoryImportActions),
  name: z.string(),
  says: z.string().describe('Ce qui change, ou ce qui est à corriger.'),
});
export type DirectoryImportLine = z.infer<typeof line>;

export const previewDirectoryImport = endpoint('POST /directory/imports/preview', {
  summary: 'Dit, ligne par ligne, ce que ferait un fichier CSV de l’annuaire.',
  body: z.strictObject(file),
  response: z.object({ lines: z.array(line), ignored: z.array(z.string()) }),
  refusals: ['people.import-unreadable'],
  bodyLimit: 8_000_000,
});

export const importDirectory = endpoint('POST /directory/imports', {
  summary: 'Importer des lignes d’un fichier CSV de l’annuaire, toutes ou aucune.',
  body: z.strictObject({ ...file, lines: z.array(z.int()).min(1, 'Choisissez au moins une ligne.').max(10_000) }),
  response: z.object({ created: z.int(), changed: z.int() }),
  refusals: [
    'people.import-unreadable',
    'people.import-lines',
    'people.already-serves',
    'people.role-unknown',
    'people.role-beyond-yours',
    'people.not-to-oneself',
    'people.last-administrator',
    'people.last-holder',
    'people.ends-before-beginning',
    'people.elected-needs-end',
    'people.elected-too-long',
    'people.dates-out-of-reach',
  ],
  bodyLimit: 8_000_000,
});
