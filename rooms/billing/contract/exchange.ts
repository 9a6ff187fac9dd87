// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';
import { documentKinds } from '../document.ts';
import { dayForms, encodings, liquidationFields, returnFields, separators, type LiquidationField, type ReturnField } from '../treasury/mapping.ts';

export { liquidationFields, returnFields, usualLiquidation, usualReturn } from '../treasury/mapping.ts';
export { pesWarnings } from '../pes/order.ts';

const own = defineRefusals({
  'billing.file-empty': { status: 422, says: 'Aucun document n’attend d’être transmis.' },
  'billing.file-refused': { status: 422, says: 'Le fichier n’a pas été créé. {where} : {says} ({more} anomalie(s) en tout.)' },
  'billing.file-not-found': { status: 404, says: 'Ce fichier n’existe pas.' },
  'billing.file-numbered': { status: 409, says: 'Ce fichier a donné des numéros de titre : il peut être refait, pas annulé.' },
  'billing.file-answered': { status: 409, says: 'Un retour a déjà répondu à ce fichier pour le document {number} : il ne peut plus être annulé.' },
  'billing.file-withdrawn': { status: 409, says: 'Ce fichier est annulé.' },
  'billing.pes-not-set': { status: 422, says: 'Remplissez d’abord les réglages du PES : codique, codes collectivité et budget.' },
  'billing.mapping-without-document': {
    status: 422,
    says: 'Une colonne au moins doit porter le numéro du document : sans elle, aucun retour ne retrouverait le document.',
  },
  'billing.mapping-without-key': { status: 422, says: 'Le retour doit avoir une colonne pour le numéro du document ou pour le numéro du titre.' },
  'billing.mapping-double': { status: 422, says: 'Le titre de colonne « {title} » sert deux fois.' },
  'billing.return-known': { status: 409, says: 'Ce fichier a déjà été importé le {on} : ses {lines} ligne(s) sont enregistrées, rien n’a changé.' },
  'billing.return-not-found': { status: 404, says: 'Ce retour n’existe pas.' },
  'billing.line-not-found': { status: 404, says: 'Cette ligne n’est pas en quarantaine.' },
  'billing.no-factur-x': {
    status: 422,
    says: 'Un appel de participation n’est pas une facture, ni l’avoir qui le corrige : il n’a pas de Factur-X.',
  },
  'billing.factur-x-refused': { status: 422, says: 'La facture ne respecte pas la norme EN 16931 ({rule}). {field} : {says}' },
});
export const exchangeRefusals = own.refusals;
export const refuseExchange = own.refuse;

const words = (most: number) => z.string().trim().max(most, `${most} caractères au plus.`);
const triplet = z.object({ bordereau: words(2), piece: words(2), nature: words(2) });

export const exchangeShape = z.object({
  mode: z.enum(['A', 'B']).describe('A : le logiciel de finances numérote les titres ; B : l’opérateur les numérote ici.'),
  liquidation: z.object({
    separator: z.enum(separators),
    encoding: z.enum(encodings),
    decimals: z.enum([',', '.']),
    days: z.enum(dayForms),
    hasTitles: z.boolean(),
    grain: z.enum(['document', 'imputation']),
    columns: z
      .array(z.object({ title: words(60), field: z.enum(Object.keys(liquidationFields) as LiquidationField[]), value: words(60).optional() })) // the keys of that very object
      .min(1, 'Le fichier doit avoir au moins une colonne.')
      .max(40),
  }),
  returns: z.object({
    encoding: z.enum(['auto', 'utf-8', 'windows-1252']),
    days: z.enum(dayForms),
    titles: z.record(z.enum(Object.keys(returnFields) as ReturnField[]), words(60)), // the keys of that very object
  }),
  pes: z.object({
    codique: words(7),
    codCol: words(3),
    codBud: words(2),
    budgetLabel: words(38),
    sigle: words(32),
    address: words(38),
    codProdLoc: words(4),
    nature: words(12),
    fonction: words(10),
    edition: z.enum(['none', '04', '02']),
    triplets: z.object({ titre: triplet, reduction: triplet }),
    centre: z.object({ name: words(76), line: words(38), postcode: words(5), city: words(38) }).nullable(),
    firstTitre: z.int().min(1).max(99_999_999),
    firstBordereau: z.int().min(1).max(9_999_999),
  }),
});
export type ExchangeSettings = z.output<typeof exchangeShape>;

export const readExchange = endpoint('GET /billing/exchange', {
  summary: 'Comment l’opérateur échange avec la trésorerie, et ce qui attend.',
  response: z.object({ settings: exchangeShape, waiting: z.int(), waitingCents: z.int(), quarantine: z.int() }),
});
export const changeExchange = endpoint('PUT /billing/exchange', {
  summary: 'Règle le mode, les colonnes du fichier de liquidation, celles des retours et le PES.',
  body: exchangeShape,
  response: exchangeShape,
  refusals: ['billing.mapping-without-document', 'billing.mapping-without-key', 'billing.mapping-double'],
});

const page = { page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(100).default(25) };
const id = z.object({ id: z.uuid() });

export const listWaiting = endpoint('GET /billing/exchange/waiting', {
  summary: 'Les documents émis qui n’ont pas encore été transmis.',
  query: z.object(page),
  response: z.object({
    rows: z.array(
      z.object({ id: z.uuid(), kind: z.enum(documentKinds), number: z.string(), payer: z.string(), issuedOn: z.iso.date(), grossCents: z.int() }),
    ),
    total: z.int(),
  }),
});

const fault = z.object({ where: z.string(), says: z.string() });
const which = z.object({ kinds: z.array(z.enum(documentKinds)).min(1, 'Choisissez au moins une nature de document.') });
export const checkFile = endpoint('POST /billing/exchange/check', {
  summary: 'Dit ce que contiendrait le prochain fichier, et ce qui l’empêche de partir ; ne change rien.',
  body: which,
  response: z.object({ documents: z.int(), totalCents: z.int(), faults: z.array(fault), warnings: z.array(z.string()) }),
});
export const makeFile = endpoint('POST /billing/exchange/files', {
  summary: 'Crée le fichier de liquidation (mode A) ou le PES (mode B) des documents qui attendent.',
  body: which,
  response: id,
  refusals: [
    'billing.file-empty',
    'billing.file-refused',
    'billing.pes-not-set',
    'billing.document-not-found',
    'billing.already-titred',
    'billing.document-credited',
  ],
});

const sentFile = z.object({
  id: z.uuid(),
  form: z.enum(['liquidation', 'pes']),
  number: z.int(),
  name: z.string(),
  documents: z.int(),
  totalCents: z.int(),
  sentBy: z.string(),
  sentAt: z.string(),
  answered: z.int().describe('Documents du fichier qui portent un titre.'),
  isWithdrawn: z.boolean(),
});
export const listFiles = endpoint('GET /billing/exchange/files', {
  summary: 'Les fichiers créés pour la trésorerie ou le logiciel de finances.',
  query: z.object(page),
  response: z.object({ rows: z.array(sentFile), total: z.int() }),
});
export const downloadFile = endpoint('GET /billing/exchange/files/:id/content', {
  summary: 'Un fichier créé, tel qu’il l’a été.',
  answer: 'file',
  params: id,
  refusals: ['billing.file-not-found'],
});
export const withdrawFile = endpoint('POST /billing/exchange/files/:id/withdrawal', {
  summary: 'Annule un fichier de liquidation que personne n’a repris : ses documents attendent de nouveau.',
  params: id,
  refusals: ['billing.file-not-found', 'billing.file-numbered', 'billing.file-answered', 'billing.file-withdrawn'],
});
export const remakeFile = endpoint('POST /billing/exchange/files/:id/again', {
  summary:
    'Refait un PES avec les mêmes numéros de titre, après un rejet de transport ou un changement de réglage. Les titres que le comptable a rejetés n’y sont plus.',
  params: id,
  response: id,
  refusals: ['billing.file-not-found', 'billing.file-refused', 'billing.pes-not-set'],
});

export const lineVerdicts = ['apply', 'note', 'known', 'refuse', 'dismissed'] as const;
export const verdictLabels = {
  apply: 'Enregistrée',
  note: 'Pour information',
  known: 'Déjà connue',
  refuse: 'En quarantaine',
  dismissed: 'Classée',
} as const;
const returnLine = z.object({
  line: z.int(),
  what: z.string(),
  document: z.string().nullable(),
  verdict: z.enum(lineVerdicts),
  says: z.string(),
});
export type ReturnLine = z.output<typeof returnLine>;
const file = {
  name: z.string().trim().min(1).max(200),
  content: z.base64('Le fichier n’a pas pu être lu.').max(14_000_000, 'Le fichier dépasse 10 Mo.'),
};

export const previewReturn = endpoint('POST /billing/exchange/returns/preview', {
  summary: 'Dit, ligne par ligne, ce que ferait un retour ; ne change rien.',
  body: z.strictObject(file),
  response: z.object({
    status: z.enum(['read', 'broken', 'misaddressed']),
    says: z.string(),
    remarks: z.array(z.string()),
    lines: z.array(returnLine),
  }),
  bodyLimit: 15_000_000,
});
export const importReturn = endpoint('POST /billing/exchange/returns', {
  summary: 'Enregistre un retour : ce qui est sûr est appliqué, le reste attend en quarantaine, rien n’est perdu.',
  body: z.strictObject(file),
  response: z.object({ id: z.uuid(), status: z.enum(['read', 'broken', 'misaddressed']), applied: z.int(), refused: z.int() }),
  refusals: ['billing.return-known'],
  bodyLimit: 15_000_000,
});

const returnFile = z.object({
  id: z.uuid(),
  name: z.string(),
  form: z.enum(['acquit', 'pes-retour', 'csv']).nullable(),
  status: z.enum(['read', 'broken', 'misaddressed']),
  says: z.string(),
  receivedBy: z.string(),
  receivedAt: z.string(),
  lines: z.int(),
  applied: z.int(),
  refused: z.int(),
});
export const listReturns = endpoint('GET /billing/exchange/returns', {
  summary: 'Les retours importés.',
  query: z.object(page),
  response: z.object({ rows: z.array(returnFile), total: z.int() }),
});
export const readReturnFile = endpoint('GET /billing/exchange/returns/:id', {
  summary: 'Un retour et ses lignes.',
  params: id,
  response: returnFile.extend({
    remarks: z.array(z.string()),
    rows: z.array(returnLine.extend({ id: z.uuid(), settledReason: z.string().nullable() })),
  }),
  refusals: ['billing.return-not-found'],
});
export const downloadReturn = endpoint('GET /billing/exchange/returns/:id/content', {
  summary: 'Un retour tel qu’il a été reçu.',
  answer: 'file',
  params: id,
  refusals: ['billing.return-not-found'],
});
export const replayReturn = endpoint('POST /billing/exchange/returns/:id/replay', {
  summary: 'Relit un retour avec les réglages d’aujourd’hui : ce qui est déjà enregistré ne bouge pas.',
  params: id,
  response: z.object({ status: z.enum(['read', 'broken', 'misaddressed']), applied: z.int(), refused: z.int() }),
  refusals: ['billing.return-not-found'],
});
export const listQuarantine = endpoint('GET /billing/exchange/quarantine', {
  summary: 'Les lignes de retours qui attendent quelqu’un, avec la raison.',
  query: z.object(page),
  response: z.object({
    rows: z.array(returnLine.extend({ id: z.uuid(), fileId: z.uuid(), fileName: z.string(), receivedAt: z.string() })),
    total: z.int(),
  }),
});
export const dismissLine = endpoint('POST /billing/exchange/quarantine/:id/dismissal', {
  summary: 'Classe une ligne en quarantaine, une fois traitée à la main.',
  params: id,
  body: z.object({ reason: z.string().trim().min(3, 'Dites ce qui a été fait.').max(500) }),
  refusals: ['billing.line-not-found'],
});

export const readFacturX = endpoint('GET /billing/documents/:id/factur-x', {
  summary: 'La facture ou l’avoir en Factur-X (PDF/A-3, profil EN 16931).',
  answer: 'file',
  params: id,
  refusals: ['billing.document-not-found', 'billing.no-factur-x', 'billing.factur-x-refused'],
});
