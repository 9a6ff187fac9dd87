// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';
import { documentKinds, protectedBlocks, type DocumentKind } from '../documents/document-kinds.ts';

export { documentKinds, type DocumentKind };

export const { refusals: documentsRefusals, refuse: refuseDocument } = defineRefusals({
  'adhesions.template-wrong': { status: 422, says: '{says}' },
  'adhesions.template-changed': { status: 409, says: 'Ce modèle a été modifié entre-temps : relisez-le avant d’enregistrer.' },
  'adhesions.template-same': { status: 409, says: 'Ce texte est déjà celui du modèle.' },
  'adhesions.template-version-unknown': { status: 404, says: 'Cette version du modèle n’existe pas.' },
  'adhesions.document-of-operator': { status: 403, says: 'L’opérateur établit ce document.' },
  'adhesions.document-unknown': { status: 404, says: 'Ce document n’existe pas dans ce dossier.' },
  'adhesions.not-an-adhesion': { status: 422, says: 'Ce dossier n’est pas celui d’une adhésion.' },
});

const document = z.enum(documentKinds);
const family = z.enum(['deliberation', 'convention']);
const id = z.object({ id: z.uuid() });
const instant = z.iso.datetime({ offset: true });
const source = z.string().min(1, 'Le modèle est vide.').max(60_000, 'Un modèle ne dépasse pas 60 000 caractères.');

export const draftDocument = endpoint('GET /adhesions/dossiers/:id/documents/:document/:format', {
  answer: 'file',
  summary: 'Le projet de délibération ou la convention d’un dossier, en PDF accessible ou en Word, d’après ce qui est connu aujourd’hui.',
  params: z.object({ id: z.uuid(), document: family, format: z.enum(['pdf', 'docx']) }),
  refusals: ['adhesions.quote-unknown', 'adhesions.template-wrong', 'adhesions.not-an-adhesion'],
});

const made = z.object({
  id: z.uuid(),
  document,
  title: z.string(),
  templateNumber: z.number().int().describe('0 : le modèle fourni.'),
  templateDigest: z.string(),
  pdf: z.object({ pieceId: z.uuid(), digest: z.string() }),
  docx: z.object({ pieceId: z.uuid(), digest: z.string() }),
  madeAt: instant,
  madeBy: z.string(),
});

export const listDocuments = endpoint('GET /adhesions/dossiers/:id/documents', {
  summary: 'Les documents d’un dossier d’adhésion : ceux qui peuvent être établis, ceux qui l’ont été.',
  params: id,
  response: z.object({
    kinds: z.array(
      z.object({ document, family, label: z.string(), template: z.object({ number: z.number().int(), digest: z.string() }), canMake: z.boolean() }),
    ),
    made: z.array(made),
  }),
  refusals: ['adhesions.not-an-adhesion'],
});

export const makeDocument = endpoint('POST /adhesions/dossiers/:id/documents', {
  summary: 'Établit un document : il est joint au dossier en PDF et en Word, avec la version et l’empreinte de son modèle.',
  params: id,
  body: z.strictObject({ document: family }),
  response: z.object({ documentId: z.uuid() }),
  refusals: ['adhesions.quote-unknown', 'adhesions.template-wrong', 'adhesions.document-of-operator', 'adhesions.not-an-adhesion'],
});

export const listTemplates = endpoint('GET /adhesions/templates', {
  summary: 'Les modèles de documents de l’opérateur.',
  response: z.object({
    rows: z.array(
      z.object({
        document,
        label: z.string(),
        family,
        number: z.number().int(),
        writtenAt: instant.nullable(),
        writtenBy: z.string().nullable(),
        versions: z.number().int(),
      }),
    ),
  }),
});

const version = z.object({
  number: z.number().int(),
  digest: z.string(),
  note: z.string(),
  restores: z.number().int().nullable(),
  writtenAt: instant.nullable(),
  writtenBy: z.string().nullable(),
});

export const readTemplate = endpoint('GET /adhesions/templates/:document', {
  summary: 'Un modèle : son texte, ses versions, ce qu’il peut nommer.',
  params: z.object({ document }),
  query: z.object({ number: z.coerce.number().int().min(0).optional().describe('La dernière version, sauf précision ; 0 : le modèle fourni.') }),
  response: z.object({
    document,
    label: z.string(),
    dossierType: z.string(),
    source: z.string(),
    number: z.number().int(),
    latest: z.number().int(),
    versions: z.array(version),
    variables: z.array(z.object({ name: z.string(), says: z.string(), isList: z.boolean() })),
    blocks: z.array(z.object({ name: z.enum(Object.keys(protectedBlocks) as [string, ...string[]]), says: z.string(), isRequired: z.boolean() })),
  }),
  refusals: ['adhesions.template-version-unknown'],
});

export const changeTemplate = endpoint('PUT /adhesions/templates/:document', {
  summary: 'Écrit une nouvelle version d’un modèle ; les documents déjà établis ne changent pas.',
  params: z.object({ document }),
  body: z.strictObject({
    source,
    note: z.string().trim().max(300).default(''),
    expects: z.number().int().min(0).describe('La version que l’on a lue.'),
  }),
  response: z.object({ number: z.number().int() }),
  refusals: ['adhesions.template-wrong', 'adhesions.template-changed', 'adhesions.template-same'],
});

export const restoreTemplate = endpoint('POST /adhesions/templates/:document/restorations', {
  summary: 'Reprend le texte d’une version passée, ou du modèle fourni, dans une nouvelle version.',
  params: z.object({ document }),
  body: z.strictObject({ number: z.number().int().min(0), expects: z.number().int().min(0) }),
  response: z.object({ number: z.number().int() }),
  refusals: ['adhesions.template-version-unknown', 'adhesions.template-changed', 'adhesions.template-same', 'adhesions.template-wrong'],
});

const richText = z.union([
  z.string(),
  z.array(z.object({ text: z.string(), bold: z.boolean().optional(), italic: z.boolean().optional() })).readonly(),
]);

const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), level: z.union([z.literal(1), z.literal(2), z.literal(3)]), text: z.string() }),
  z.object({ kind: z.literal('paragraph'), text: richText }),
  z.object({ kind: z.literal('remark'), text: richText }),
  z.object({ kind: z.literal('list'), items: z.array(richText).readonly(), isNumbered: z.boolean().optional() }),
  z.object({
    kind: z.literal('table'),
    table: z.object({
      caption: z.string().optional(),
      header: z.array(z.string()).readonly(),
      rows: z.array(z.array(z.string()).readonly()).readonly(),
      aligns: z
        .array(z.enum(['left', 'right', 'center']))
        .readonly()
        .optional(),
      widths: z.array(z.number()).readonly().optional(),
      hasTotal: z.boolean().optional(),
    }),
  }),
  z.object({ kind: z.literal('signatures'), places: z.array(z.string()).readonly() }),
  z.object({ kind: z.literal('page-break') }),
]);

const previewBody = z.strictObject({
  source,
  dossierId: z.uuid().nullish().describe('Les données de ce dossier.'),
  quoteId: z.uuid().nullish().describe('Les données de ce devis accepté, avant tout dossier.'),
});

export const previewTemplate = endpoint('POST /adhesions/templates/:document/preview', {
  summary: 'Ce que donnerait un modèle avec les données d’un dossier ou d’un devis, ou ce qui l’empêche d’être lu. Rien n’est enregistré.',
  params: z.object({ document }),
  body: previewBody,
  response: z.object({
    title: z.string().nullable(),
    blocks: z.array(z.object({ isProtected: z.boolean(), content: block })),
    faults: z.array(z.object({ line: z.number().int().nullable(), says: z.string() })),
    about: z.string().describe('D’où viennent les données.'),
  }),
  refusals: ['adhesions.quote-unknown', 'adhesions.not-an-adhesion'],
});

export const printPreview = endpoint('POST /adhesions/templates/:document/preview/pdf', {
  answer: 'file',
  summary: 'Le même aperçu, en PDF.',
  params: z.object({ document }),
  body: previewBody,
  refusals: ['adhesions.quote-unknown', 'adhesions.not-an-adhesion', 'adhesions.template-wrong'],
});
