// SPDX-License-Identifier: EUPL-1.2
/** Shapes that the contract answers with. Safe for the browser. */
import { z } from 'zod';
import type { PricedQuote } from './pricing/priced-quote.ts';
import { quoteStatuses } from './status.ts';

export type PricedLine = PricedQuote['lines'][number];

const status = z.enum(quoteStatuses);
const cents = z.int();

/** The engine's own answer: it is made by us and frozen, so nothing re-reads it field by field. */
export const pricedQuote = z
  .custom<PricedQuote>((value) => typeof value === 'object' && value !== null)
  .meta({
    type: 'object',
    description:
      'Prix calculé : lignes (montant, année par année, taxe, statut, raisonnement et citations), collectivités comptées ou non, contenu inclus, totaux par année et sur la période, subvention indicative, paliers suivants, comparaison à la carte. Montants en centimes.',
  });

/** A line whose amount a person changed. `line` is « offre/tarif/bénéficiaire ». */
export const lineEdit = z.strictObject({
  line: z.string().min(3).max(300),
  amountCents: z.int('Le montant est en centimes.').min(0, 'Un montant ne peut pas être négatif.').max(1_000_000_000_00),
  reason: z.string().trim().min(3, 'Donnez le motif de cette modification.').max(500),
});
export type LineEditShape = z.output<typeof lineEdit>;

export const quoteRow = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  payer: z.object({ id: z.uuid(), name: z.string() }),
  status,
  version: z.int(),
  authorName: z.string(),
  changedAt: z.string(),
  validUntil: z.string().nullable(),
  firstYearCents: cents,
  threeYearsCents: cents,
  hasOnQuote: z.boolean(),
  edition: z.string(),
});
export type QuoteRowShape = z.output<typeof quoteRow>;

export const versionHead = z.object({
  number: z.int(),
  at: z.string(),
  authorName: z.string(),
  comment: z.string(),
  edition: z.string(),
  editionDigest: z.string(),
  digest: z.string(),
});

export const versionDetails = versionHead.extend({
  request: z.record(z.string(), z.unknown()),
  /** As calculated on that day, untouched. */
  priced: pricedQuote,
  edits: z.array(lineEdit),
  /** With the edited lines in their place. */
  effective: pricedQuote,
});

const share = z.object({
  id: z.uuid(),
  recipient: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
  expiresAt: z.string(),
  revokedAt: z.string().nullable(),
  openedAt: z.string().nullable(),
  openings: z.int(),
  isOpen: z.boolean(),
  version: z.int(),
});

const decision = z.object({
  decision: z.enum(['accepted', 'refused']),
  at: z.string(),
  byName: z.string(),
  byTitle: z.string(),
  act: z.string(),
  reason: z.string(),
  recordedBy: z.string().nullable(),
  evidence: z.record(z.string(), z.unknown()),
  evidenceDigest: z.string(),
});

const step = z.object({ at: z.string(), what: z.string(), version: z.int(), byName: z.string(), reason: z.string().nullable() });

export const quoteDetails = quoteRow.extend({
  revision: z.int(),
  contactName: z.string(),
  contactEmail: z.string(),
  note: z.string(),
  changedBy: z.string(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  refusalReason: z.string().nullable(),
  replaces: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  replacedBy: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  needsApproval: z.boolean(),
  current: versionDetails,
  versions: z.array(versionHead),
  steps: z.array(step),
  shares: z.array(share),
  decision: decision.nullable(),
});
export type QuoteDetails = z.output<typeof quoteDetails>;

export const receivedRow = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  operatorName: z.string(),
  status,
  sentAt: z.string(),
  validUntil: z.string(),
  firstYearCents: cents,
  isPayer: z.boolean(),
});

export const receivedDetails = receivedRow.extend({
  authorName: z.string(),
  terms: z.string(),
  priced: pricedQuote,
  edits: z.array(lineEdit),
  digest: z.string(),
  decision: decision.nullable(),
});

export const settingsShape = z.strictObject({
  numberPrefix: z.string().regex(/^[A-Z0-9]{1,8}$/, 'De une à huit majuscules ou chiffres.'),
  validityDays: z.int().min(1, 'Au moins un jour.').max(730, 'Deux ans au plus.'),
  reminderDays: z.int().min(1).max(365).nullable(),
  approvalAboveCents: z.int().min(0, 'Un montant ne peut pas être négatif.').nullable(),
  linkDays: z.int().min(1, 'Au moins un jour.').max(730, 'Deux ans au plus.'),
  terms: z.string().trim().max(4000, '4 000 caractères au plus.'),
});

export const simulatedBody = z.object({
  reference: z.string().describe('SIREN, à défaut code INSEE.'),
  name: z.string(),
  kind: z.string(),
  kindLabel: z.string(),
  department: z.string().nullable(),
  population: z.int().nullable(),
  isInTerritory: z.boolean(),
});

export const territory = z.object({ body: simulatedBody, epci: simulatedBody.nullable(), members: z.array(simulatedBody) });
export type Territory = z.output<typeof territory>;

export const offeredItem = z.object({
  key: z.string(),
  label: z.string(),
  kind: z.string(),
  heading: z.string(),
  note: z.string().nullable(),
  inputs: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      kind: z.enum(['quantity', 'volume', 'amount', 'choice', 'text']),
      unit: z.string().nullable(),
      indivisible: z.boolean(),
      least: z.number(),
      most: z.number(),
      options: z.array(z.object({ key: z.string(), label: z.string() })),
      fallback: z.union([z.number(), z.string()]).nullable(),
    }),
  ),
});
export type OfferedItem = z.output<typeof offeredItem>;
