// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export { columns as takeOverColumns, type TakeOverColumn } from '../take-over/columns.ts';

export const { refusals, refuse } = defineRefusals({
  'adhesions.take-over-unreadable': { status: 422, says: 'Ce fichier ne peut pas être repris : {fault}' },
  'adhesions.take-over-faulty': { status: 422, says: 'La convention {number} ne peut pas être reprise : {fault}' },
  'adhesions.take-over-unknown': { status: 404, says: 'Cette reprise n’existe pas.' },
  'adhesions.take-over-undone': { status: 409, says: 'Cette reprise est déjà annulée.' },
  'adhesions.take-over-built-upon': { status: 409, says: 'Cette reprise ne s’annule plus : {why}' },
});

const cents = z.int().nullable();
const file = z.strictObject({
  fileName: z.string().trim().min(1, 'Choisissez un fichier.').max(200),
  content: z.base64('Le fichier est envoyé en base 64.').max(14_000_000, 'Le fichier dépasse 10 Mo.'),
});
const FILE_LIMIT = 15_000_000;

const planned = z.object({
  number: z.string(),
  lines: z.array(z.int()).describe('Lignes du fichier.'),
  body: z.string(),
  kind: z.enum(['cadre', 'tripartite', 'package']).nullable(),
  action: z.enum(['create', 'change', 'nothing', 'error']),
  says: z.array(z.string()),
  warnings: z.array(z.string()),
  faults: z.array(z.object({ line: z.int(), column: z.string(), says: z.string() })),
  signedCents: cents.describe('Montant annuel du document signé.'),
  printedCents: cents.describe('Montant annuel par les cases imprimées ; absent : sur devis.'),
});
export type PlannedLine = z.output<typeof planned>;

export const previewTakeOver = endpoint('POST /adhesions/take-overs/preview', {
  summary: 'Lit un fichier CSV de conventions en cours et dit, convention par convention, ce que la reprise ferait. Rien n’est enregistré.',
  body: file,
  bodyLimit: FILE_LIMIT,
  response: z.object({
    separator: z.string(),
    encoding: z.string(),
    digest: z.string().describe('Empreinte SHA-256 du fichier.'),
    ignored: z.array(z.string()),
    rows: z.array(planned),
    totals: z.object({
      create: z.int(),
      change: z.int(),
      nothing: z.int(),
      error: z.int(),
      bodies: z.int(),
      rights: z.int(),
      uses: z.int(),
      certificates: z.int(),
      signedCents: z.int(),
      printedCents: z.int(),
      differing: z.int().describe('Conventions dont le montant signé diffère du prix imprimé.'),
    }),
  }),
  refusals: ['adhesions.take-over-unreadable'],
});

export const applyTakeOver = endpoint('POST /adhesions/take-overs', {
  summary: 'Reprend les conventions choisies d’un fichier, toutes ou aucune. Le même fichier repris deux fois ne change rien.',
  body: file.extend({ numbers: z.array(z.string().min(1)).min(1, 'Choisissez au moins une convention.').max(20_000) }),
  bodyLimit: FILE_LIMIT,
  response: z.object({ id: z.uuid().nullable().describe('Absent quand rien n’a changé.'), created: z.int(), changed: z.int(), unchanged: z.int() }),
  refusals: ['adhesions.take-over-unreadable', 'adhesions.take-over-faulty'],
});

export const undoTakeOver = endpoint('POST /adhesions/take-overs/:id/undo', {
  summary: 'Annule toute une reprise, tant que rien n’a été construit sur elle : ce qu’elle a créé disparaît, ce qu’elle a corrigé revient.',
  params: z.object({ id: z.uuid() }),
  response: z.object({ removed: z.int(), restored: z.int() }),
  refusals: ['adhesions.take-over-unknown', 'adhesions.take-over-undone', 'adhesions.take-over-built-upon'],
});

const takeOver = z.object({
  id: z.uuid(),
  fileName: z.string(),
  digest: z.string(),
  created: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  appliedAt: z.string(),
  appliedBy: z.string(),
  undoneAt: z.string().nullable(),
  undoneBy: z.string().nullable(),
});

const paging = {
  q: z.string().trim().max(100).default(''),
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(100).default(25),
  order: z.enum(['asc', 'desc']).default('desc'),
};

export const listTakeOvers = endpoint('GET /adhesions/take-overs', {
  summary: 'Les fichiers repris, le plus récent d’abord.',
  query: z.object({ ...paging, sort: z.enum(['appliedAt', 'fileName']).default('appliedAt') }),
  response: z.object({ rows: z.array(takeOver), total: z.int() }),
});

export const readTakeOver = endpoint('GET /adhesions/take-overs/:id', {
  summary: 'Ce qu’un fichier a créé ou corrigé, ligne par ligne.',
  params: z.object({ id: z.uuid() }),
  query: z.object({ ...paging, sort: z.enum(['line', 'number']).default('line'), order: z.enum(['asc', 'desc']).default('asc') }),
  response: z.object({
    takeOver,
    rows: z.array(
      z.object({
        conventionId: z.uuid(),
        number: z.string(),
        line: z.int(),
        body: z.string().nullable(),
        isCreated: z.boolean(),
        changes: z.array(z.string()),
        stands: z.boolean().describe('La convention est toujours au registre.'),
      }),
    ),
    total: z.int(),
  }),
  refusals: ['adhesions.take-over-unknown'],
});

export const takeOverTemplate = endpoint('GET /adhesions/take-overs/modele.csv', {
  summary: 'Donne un fichier CSV à remplir, avec un exemple de chaque nature de convention.',
  answer: 'file',
});
