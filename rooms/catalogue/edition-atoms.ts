// SPDX-License-Identifier: EUPL-1.2
/** The smallest parts of an edition's shape. */
import { z } from 'zod';

export const bodyKinds = [
  'commune', 'cc', 'ca', 'cu', 'metropole', 'ept', 'ccas', 'cias', 'caisse-des-ecoles', 'sirp', 'sivos',
  'sivu', 'sivom', 'syndicat', 'budget-annexe', 'office', 'departement', 'region', 'etablissement',
] as const; // prettier-ignore
export type BodyKind = (typeof bodyKinds)[number];

export const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Une clé est en minuscules, chiffres et tirets.');
export const sentence = z.string().min(2);
export const cents = z.int().min(0);
export const day = z.iso.date();
/** Identifier of a reading of an ambiguous text, or of a rule that crosses documents. */
export const readingId = z.string().regex(/^[AC]-\d\d$/);
export const readings = z.array(readingId).default([]);

/** Where something is printed. `labelLine` when the label is not on the figure's line; `figure` is absent for a rule without a number. */
export const citationSchema = z.strictObject({
  document: z.string().regex(/^[A-Z]\d+$/),
  line: z.int().min(1),
  label: z.string().min(1),
  labelLine: z.int().min(1).optional(),
  figure: z.string().min(1).optional(),
});
export const citations = z.array(citationSchema).min(1);
