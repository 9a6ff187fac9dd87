// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

const id = z.object({ id: z.uuid() });

/** Who can open: the house, for either custodian; either custodian with their sheet; both together with theirs. */
export const custodyModes = ['house', 'either', 'both'] as const;

/** 32 bytes of X25519, in base 64 without padding. */
const publicKey = z.string().regex(/^[\w-]{43}$/, 'Cette clé n’en est pas une.');

export const escrowShape = z.object({
  repositoryId: z.uuid(),
  machine: z.string(),
  mode: z.enum(custodyModes),
  custodians: z.array(z.string()),
  /** Whether a custodian has another key since: their sheet of today does not open it. */
  isStale: z.boolean(),
  /** Those of them who have left, or lost the role by which they could open: to be entrusted with another. */
  lapsed: z.array(z.object({ personId: z.uuid(), name: z.string(), noticedAt: z.string() })),
  /** The others, who can open it: one of them may tell the password to whoever entrusts it again. */
  stillCustodians: z.array(z.object({ personId: z.uuid(), name: z.string() })),
  /** Whether the reader is one of them. */
  isMine: z.boolean(),
  depositedBy: z.string().nullable(),
  depositedAt: z.string().nullable(),
  openings: z.array(z.object({ openedBy: z.string(), reason: z.string(), openedAt: z.string() })),
});

export const listEscrows = endpoint('GET /backup/escrows', {
  summary: 'Les machines dont le mot de passe est ou n’est pas confié, et chaque ouverture.',
  response: z.object({ rows: z.array(escrowShape), total: z.number().int() }),
});

export const listCustodians = endpoint('GET /backup/custodians', {
  summary: 'Les personnes à qui un mot de passe de dépôt peut être confié.',
  response: z.object({
    rows: z.array(
      z.object({
        personId: z.uuid(),
        name: z.string(),
        title: z.string(),
        isOfOperator: z.boolean(),
        /** To which a password can be sealed; null: this person has made no sheet yet. */
        key: z.object({ id: z.uuid(), publicKey, madeAt: z.string() }).nullable(),
      }),
    ),
    total: z.number().int(),
  }),
});

export const depositPassword = endpoint('PUT /backup/machines/:id/escrow', {
  summary: 'Confie le mot de passe d’un dépôt à deux dépositaires ; remplace celui qui était confié.',
  params: id,
  body: z.strictObject({
    password: z.string().min(1, 'Recopiez le mot de passe du dépôt.').max(1_000),
    custodians: z.array(z.uuid()).length(2, 'Choisissez deux dépositaires.'),
  }),
  refusals: ['backup.person-needed', 'backup.machine-unknown', 'backup.custodians'],
});

export const openEscrow = endpoint('POST /backup/machines/:id/escrow/open', {
  summary: 'Donne le mot de passe confié à l’un de ses dépositaires ; l’ouverture et son motif restent inscrits.',
  params: id,
  body: z.strictObject({ reason: z.string().trim().min(1, 'Dites pourquoi.').max(500) }),
  response: z.object({ password: z.string() }),
  refusals: ['backup.person-needed', 'backup.not-entrusted', 'backup.not-a-custodian', 'backup.sealed-to-custodians'],
});

export const depositBoxes = endpoint('PUT /backup/machines/:id/escrow/boxes', {
  summary: 'Confie un mot de passe scellé dans le navigateur : la plateforme garde deux boîtes qu’elle ne peut pas ouvrir.',
  params: id,
  body: z.strictObject({
    mode: z.enum(['either', 'both']),
    boxes: z
      .array(z.strictObject({ personId: z.uuid(), keyId: z.uuid(), box: z.base64('La boîte n’est pas lisible.').min(64).max(10_000) }))
      .length(2, 'Choisissez deux dépositaires.'),
  }),
  refusals: ['backup.person-needed', 'backup.machine-unknown', 'backup.custodians', 'backup.key-replaced'],
});

/** What the browser of a custodian opens with the sheet of that public key. */
export const boxShape = z.object({ repositoryId: z.uuid(), mode: z.enum(['either', 'both']), box: z.string(), publicKey });

export const openBox = endpoint('POST /backup/machines/:id/escrow/boxes/open', {
  summary: 'Donne à un dépositaire la boîte scellée pour lui ; l’ouverture et son motif restent inscrits.',
  params: id,
  body: z.strictObject({ reason: z.string().trim().min(1, 'Dites pourquoi.').max(500) }),
  response: boxShape,
  refusals: ['backup.person-needed', 'backup.not-entrusted', 'backup.not-a-custodian', 'backup.kept-by-the-house'],
});

export const readMyKey = endpoint('GET /backup/recovery-key', {
  summary: 'La clé publique de la personne comme dépositaire, si elle en a fait une ici.',
  response: z.object({ key: z.object({ id: z.uuid(), publicKey, madeAt: z.string() }).nullable() }),
});

export const setMyKey = endpoint('PUT /backup/recovery-key', {
  summary: 'Dépose la clé publique d’un dépositaire ; la précédente ne reçoit plus rien.',
  body: z.strictObject({ publicKey }),
  response: z.object({ id: z.uuid() }),
  refusals: ['backup.person-needed'],
});

export const withdrawPassword = endpoint('DELETE /backup/machines/:id/escrow', {
  summary: 'Retire un mot de passe confié : il n’est plus gardé.',
  params: id,
  refusals: ['backup.person-needed', 'backup.not-entrusted'],
});
