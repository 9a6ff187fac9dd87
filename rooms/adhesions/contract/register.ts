// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

const own = defineRefusals({
  'adhesions.unknown-convention': { status: 404, says: 'Cette convention n’existe pas, ou ne vous concerne pas.' },
  'adhesions.unknown-attachment': { status: 404, says: 'Ce document n’est pas attaché à cette convention.' },
  'adhesions.not-a-document': { status: 422, says: 'Déposez un PDF ou un document Word (.docx).' },
});
export const registerRefusals = own.refusals;
export const refuseRegister = own.refuse;

const day = z.iso.date('Saisissez une date complète.');
const id = z.object({ id: z.uuid() });
const named = z.object({ id: z.uuid(), name: z.string() });
export const conventionKinds = ['cadre', 'tripartite', 'package'] as const;
export const conventionStatuses = ['to-come', 'in-force', 'ended'] as const;
export const attachmentKinds = ['signed', 'annex', 'act', 'letter'] as const;
const kind = z.enum(conventionKinds);
const status = z.enum(conventionStatuses);

const convention = z.object({
  id: z.uuid(),
  kind,
  number: z.string(),
  payer: named,
  beneficiary: named,
  operator: z.string(),
  edition: z.string(),
  yearlyCents: z.int().nullable(),
  beginsOn: day,
  endsOn: day.nullable(),
  status,
  renewal: z.enum(['none', 'tacit']),
  dossierId: z.uuid().nullable(),
  isTakenOver: z.boolean(),
  proofs: z.record(z.string(), z.unknown()),
  found: z
    .object({ where: z.string(), page: z.int().nullable(), text: z.string().describe('Les mots trouvés sont entre ⟦ et ⟧.') })
    .nullable()
    .describe('Où les mots cherchés ont été trouvés.'),
});
export type ConventionRow = z.output<typeof convention>;

export const listConventions = endpoint('GET /adhesions/conventions', {
  summary: 'Le registre des conventions de la collectivité, comme opérateur, payeur ou bénéficiaire, à une date, avec recherche en plein texte.',
  query: z.object({
    q: z.string().trim().max(200).default(''),
    kind: kind.optional(),
    status: status.optional(),
    edition: z.string().max(100).optional(),
    endsWithin: z.coerce.number().int().min(1).max(120).optional().describe('Finit dans ce nombre de mois.'),
    payer: z.uuid().optional(),
    territory: z.uuid().optional().describe('L’EPCI : ses conventions et celles de ses communes.'),
    source: z.enum(['taken-over', 'concluded']).optional(),
    on: day.optional(),
    sort: z.enum(['relevance', 'number', 'beginsOn', 'endsOn', 'beneficiary', 'yearlyCents']).optional(),
    order: z.enum(['asc', 'desc']).default('asc'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({ rows: z.array(convention), total: z.int() }),
});

export const listEditionsSigned = endpoint('GET /adhesions/conventions/editions', {
  summary: 'Les éditions sous lesquelles des conventions ont été conclues, et les noms de ce qui est déjà choisi dans le registre.',
  query: z.object({ payer: z.uuid().optional(), territory: z.uuid().optional() }),
  response: z.object({
    rows: z.array(z.object({ edition: z.string(), label: z.string(), conventions: z.int() })),
    chosen: z.object({ payer: named.nullable(), territory: named.nullable() }),
  }),
});

const step = z.object({ says: z.string(), citation: z.record(z.string(), z.unknown()).optional(), reading: z.string().optional() });

const attachment = z.object({
  id: z.uuid(),
  kind: z.enum(attachmentKinds),
  name: z.string(),
  type: z.string(),
  size: z.int(),
  digest: z.string(),
  datedOn: day.nullable(),
  textState: z.enum(['waiting', 'read', 'none', 'failed']),
  addedBy: z.string(),
  addedAt: z.string(),
});
export type Attachment = z.output<typeof attachment>;

const linked = z.object({
  id: z.uuid(),
  number: z.string(),
  how: z.enum(['cadre', 'tripartite', 'predecessor', 'successor']),
  says: z.string(),
  body: z.string(),
  beginsOn: day,
  endsOn: day.nullable(),
});

export const readConvention = endpoint('GET /adhesions/conventions/:id', {
  summary: 'Une convention : parties, dates, lignes et ce qui les prouve, documents, droits ouverts, suites, histoire.',
  params: id,
  query: z.object({ on: day.optional() }),
  response: convention.omit({ found: true }).extend({
    on: day,
    operatorId: z.uuid(),
    isOperator: z.boolean(),
    noticeMonths: z.int(),
    noticeOn: day.nullable().describe('Dernier jour pour prévenir de ce qu’on fera au terme.'),
    concludedAt: z.string(),
    concludedBy: z.string(),
    quote: z.object({ id: z.uuid(), number: z.string() }).nullable(),
    endReason: z.string().nullable(),
    editionLabel: z.string(),
    clause: z.string().nullable().describe('Ce que la convention dit de son terme, mot pour mot, si on l’a inscrit.'),
    suspension: z
      .object({ beginsOn: day, endsOn: day.nullable(), reason: z.string(), by: z.string() })
      .nullable()
      .describe('Celle qui tient ou qui viendra : la sienne, ou celle de sa convention cadre.'),
    isOwnSuspension: z.boolean(),
    lines: z.array(
      z.object({
        id: z.uuid(),
        offer: z.string(),
        label: z.string(),
        quantity: z.number().nullable(),
        volumeGo: z.number().nullable(),
        amountCents: z.int().nullable(),
        beginsOn: day,
        endsOn: day.nullable(),
        quoteLine: z.string().nullable(),
        why: z.array(step),
      }),
    ),
    certificates: z.array(z.object({ holder: z.string(), expiresOn: day })),
    attachments: z.array(attachment),
    services: z.array(z.object({ key: z.string(), label: z.string(), beginsOn: day, endsOn: day.nullable() })),
    rights: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        unit: z.string(),
        per: z.string(),
        amount: z.number().nullable(),
        used: z.number(),
        isPooled: z.boolean(),
      }),
    ),
    links: z.array(linked),
    tripartites: z.int().describe('Nombre de conventions tripartites ; les deux cents premières sont dans les liens.'),
    history: z.array(z.object({ at: z.string(), by: z.string(), says: z.string(), details: z.array(z.string()) })),
  }),
  refusals: ['adhesions.unknown-convention'],
});
export type ConventionPage = z.output<NonNullable<(typeof readConvention)['response']>>;

export const attachDocument = endpoint('POST /adhesions/conventions/:id/attachments', {
  summary: 'Attache un document à une convention : sa copie signée, une annexe, un acte, un courrier. Son texte devient cherchable.',
  params: id,
  body: z.strictObject({
    kind: z.enum(attachmentKinds, 'Dites de quel document il s’agit.'),
    name: z.string().trim().min(1, 'Choisissez un fichier.').max(200),
    content: z.base64('Le fichier est envoyé en base 64.').min(1, 'Choisissez un fichier.').max(28_000_000, 'Le fichier dépasse 20 Mo.'),
    datedOn: day.nullish(),
  }),
  bodyLimit: 30_000_000,
  response: z.object({ id: z.uuid(), digest: z.string() }),
  refusals: ['adhesions.unknown-convention', 'adhesions.not-a-document'],
});

export const withdrawAttachment = endpoint('POST /adhesions/conventions/:id/attachments/:attachmentId/withdraw', {
  summary: 'Retire un document d’une convention ; son empreinte, l’auteur et le motif du retrait restent.',
  params: z.object({ id: z.uuid(), attachmentId: z.uuid() }),
  body: z.strictObject({ reason: z.string().trim().min(5, 'Dites pourquoi en quelques mots.').max(1_000) }),
  refusals: ['adhesions.unknown-attachment'],
});

export const readAttachment = endpoint('GET /adhesions/conventions/:id/attachments/:attachmentId', {
  answer: 'file',
  summary: 'Un document attaché à une convention.',
  params: z.object({ id: z.uuid(), attachmentId: z.uuid() }),
  refusals: ['adhesions.unknown-attachment'],
});
