// SPDX-License-Identifier: EUPL-1.2
/** What may be done to a draft, as a request says it. Safe for the browser. */
import { z } from 'zod';

const key = z.string().min(1).max(80);
const euros = z.int('Donnez un montant en centimes.').min(0, 'Un prix n’est pas négatif.').max(100_000_000_000);
const offers = z.array(key).min(1).max(200).optional();
const upTo = z.number('Donnez la borne du palier.').min(0, 'Une borne n’est pas négative.').max(10_000_000);

const percentage = z.strictObject({
  kind: z.literal('percentage'),
  bps: z
    .int('Donnez un pourcentage à deux décimales au plus.')
    .min(-9_999, 'La baisse doit rester sous 100 %.')
    .max(100_000, 'La hausse doit rester sous 1 000 %.')
    .describe('Centièmes de pour cent, avec leur signe : 250 est +2,5 %.'),
  offers: offers.describe('Offres touchées ; toutes sans précision.'),
  roundTo: z.enum(['cent', 'euro']),
});

const unitPrice = z.strictObject({
  kind: z.literal('unit-price'),
  offer: key,
  unitCents: euros.describe('Prix d’une unité de la grille, que ses coefficients multiplient.'),
});

const price = z.strictObject({
  kind: z.literal('price'),
  price: z.string().max(300).describe('Adresse du prix, telle que la donne l’édition imprimée.'),
  amount: euros.describe('Centimes ; centièmes de pour cent pour un taux.'),
});

const newStep = { offer: key, upTo, label: z.string().trim().min(1, 'Donnez un libellé au palier.').max(100) };
const cents = z.array(euros).max(200).optional().describe('Montants du palier ; sans eux, le prix unitaire les donne.');
const addRow = z.strictObject({ kind: z.literal('add-row'), ...newStep, cents });
const addColumn = z.strictObject({ kind: z.literal('add-column'), ...newStep, cents });
const removeRow = z.strictObject({ kind: z.literal('remove-row'), offer: key, upTo });
const removeColumn = z.strictObject({ kind: z.literal('remove-column'), offer: key, upTo });

const addService = z.strictObject({
  kind: z.literal('add-service'),
  label: z.string().trim().min(2, 'Donnez un nom au service.').max(200),
  heading: key.describe('Rubrique de l’édition.'),
  status: z.enum(['INC', 'CPL', 'HM', 'GC'], 'Choisissez un statut.'),
  note: z.string().trim().min(2).max(500).optional(),
  packages: z.array(key).max(50).default([]).describe('Forfaits qui le contiennent.'),
  offer: z
    .strictObject({
      regime: key.describe('Régime de taxe de l’édition.'),
      unit: z.string().trim().min(1, 'Donnez l’unité du prix.').max(80),
      cents: euros.nullable().describe('Absent : sur devis.'),
      rhythm: z.enum(['once', 'yearly']),
    })
    .optional(),
});
const removeService = z.strictObject({ kind: z.literal('remove-service'), service: key });

export const revisionChange = z.discriminatedUnion(
  'kind',
  [percentage, unitPrice, price, addRow, addColumn, removeRow, removeColumn, addService, removeService],
  { error: 'Choisissez ce qui change.' },
);
export type RevisionChange = z.output<typeof revisionChange>;
export type NewService = Extract<RevisionChange, { kind: 'add-service' }>;
