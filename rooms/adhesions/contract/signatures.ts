// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: signatureRefusals, refuse: refuseSignature } = defineRefusals({
  'adhesions.signature-unknown': { status: 404, says: 'Cette demande de signature n’existe pas dans ce dossier.' },
  'adhesions.signature-open': { status: 409, says: 'Ce document a déjà une demande de signature en cours.' },
  'adhesions.signature-closed': { status: 409, says: 'Cette demande de signature est close.' },
  'adhesions.signature-sent': { status: 409, says: 'Cette demande de signature est déjà envoyée.' },
  'adhesions.signature-of-operator': { status: 403, says: 'L’opérateur prépare et envoie les signatures.' },
  'adhesions.signatory-not-a-party': { status: 422, says: 'Chaque signataire signe pour une partie à ce document.' },
  'adhesions.signatory-not-yours': { status: 403, says: 'Cette signature est celle d’une autre partie.' },
  'adhesions.signatory-done': { status: 409, says: 'Cette signature est déjà enregistrée.' },
  'adhesions.not-a-pdf': { status: 422, says: 'Ce fichier n’est pas un PDF complet.' },
  'adhesions.not-a-signed-copy': { status: 422, says: 'C’est le document à signer lui-même : joignez l’exemplaire signé.' },
  'adhesions.signed-before': { status: 422, says: 'Cette date précède le document.' },
  'adhesions.signed-to-come': { status: 422, says: 'Cette date est à venir : saisissez le jour de la signature.' },
});

const id = z.object({ id: z.uuid() });
const request = z.object({ id: z.uuid(), request: z.uuid() });
const instant = z.iso.datetime({ offset: true });
const day = z.iso.date('Saisissez une date complète.');
const name = z.string('Dites qui signe.').trim().min(2, 'Dites qui signe.').max(200);
const quality = z.string('Dites en quelle qualité.').trim().min(2, 'Dites en quelle qualité.').max(200);
const states = z.enum(['prepared', 'sent', 'signed', 'refused', 'cancelled']);

const proposed = z.object({ partyId: z.uuid(), party: z.string(), name: z.string(), quality: z.string() });

const signature = z.object({
  id: z.uuid(),
  documentId: z.uuid(),
  title: z.string(),
  digest: z.string().describe('Empreinte SHA-256 du PDF à signer.'),
  state: states,
  preparedAt: instant,
  preparedBy: z.string(),
  sentAt: instant.nullable(),
  closedAt: instant.nullable(),
  signatories: z.array(
    z.object({
      id: z.uuid(),
      rank: z.number().int(),
      partyId: z.uuid(),
      party: z.string(),
      name: z.string(),
      quality: z.string(),
      state: z.enum(['waiting', 'signed', 'refused']),
      signedOn: day.nullable(),
      pieceId: z.uuid().nullable(),
      digest: z.string().nullable(),
      reason: z.string().nullable(),
      recordedAt: instant.nullable(),
      recordedBy: z.string().nullable(),
      canRecord: z.boolean().describe('Si la collectivité de l’adresse peut enregistrer cette signature.'),
    }),
  ),
});

export const listSignatures = endpoint('GET /adhesions/dossiers/:id/signatures', {
  summary: 'Les demandes de signature d’un dossier, et les signataires que les mandats proposent.',
  params: id,
  response: z.object({ canPrepare: z.boolean(), proposed: z.array(proposed), requests: z.array(signature) }),
});

export const prepareSignature = endpoint('POST /adhesions/dossiers/:id/signatures', {
  summary: 'Prépare un document établi pour le parapheur : qui signe, dans quel ordre, en quelle qualité.',
  params: id,
  body: z.strictObject({
    documentId: z.uuid('Choisissez un document.'),
    signatories: z
      .array(z.strictObject({ partyId: z.uuid(), name, quality }))
      .min(1, 'Ajoutez un signataire.')
      .max(10),
  }),
  response: z.object({ requestId: z.uuid() }),
  refusals: ['adhesions.document-unknown', 'adhesions.signature-open', 'adhesions.signature-of-operator', 'adhesions.signatory-not-a-party'],
});

export const sendSignature = endpoint('POST /adhesions/dossiers/:id/signatures/:request/sending', {
  summary: 'Dit que le document est parti à la signature.',
  params: request,
  refusals: ['adhesions.signature-unknown', 'adhesions.signature-closed', 'adhesions.signature-sent', 'adhesions.signature-of-operator'],
});

export const cancelSignature = endpoint('POST /adhesions/dossiers/:id/signatures/:request/cancellation', {
  summary: 'Abandonne une demande de signature ; ce qui a été signé reste au dossier.',
  params: request,
  refusals: ['adhesions.signature-unknown', 'adhesions.signature-closed', 'adhesions.signature-of-operator'],
});

export const recordSignedCopy = endpoint('POST /adhesions/dossiers/:id/signatures/:request/signatories/:signatory/copy', {
  summary: 'Enregistre une signature, avec l’exemplaire signé (PDF).',
  params: request.extend({ signatory: z.uuid() }),
  body: z.strictObject({
    signedOn: day,
    name,
    quality,
    fileName: z.string().trim().min(1, 'Nommez le fichier.').max(200),
    content: z.base64('Le fichier n’est pas lisible.').min(1, 'Joignez l’exemplaire signé.'),
  }),
  response: z.object({ state: states, pieceId: z.uuid(), digest: z.string() }),
  bodyLimit: 30 * 1_048_576,
  refusals: [
    'adhesions.signature-unknown',
    'adhesions.signature-closed',
    'adhesions.signatory-not-yours',
    'adhesions.signatory-done',
    'adhesions.not-a-pdf',
    'adhesions.not-a-signed-copy',
    'adhesions.signed-before',
    'adhesions.signed-to-come',
  ],
});

export const refuseToSign = endpoint('POST /adhesions/dossiers/:id/signatures/:request/signatories/:signatory/refusal', {
  summary: 'Enregistre un refus de signer, avec le motif.',
  params: request.extend({ signatory: z.uuid() }),
  body: z.strictObject({ reason: z.string().trim().min(5, 'Dites pourquoi en quelques mots.').max(2_000) }),
  refusals: ['adhesions.signature-unknown', 'adhesions.signature-closed', 'adhesions.signatory-not-yours', 'adhesions.signatory-done'],
});
