// SPDX-License-Identifier: EUPL-1.2
import { camille, gironde, guide, type Shot } from './shot.ts';

const charlie = 'charlie@gironde.exemple';
const billing = `${gironde}/facturation`;
const coteaux = '/o/cc-les-coteaux-bordelais-243301355';

export const billingShots: readonly Shot[] = [
  { file: `${guide}/facturation-annee.webp`, at: billing, as: charlie, height: 1_100 },
  {
    file: null,
    at: `${billing}/campagnes`,
    as: charlie,
    prepare: async (page, notes) => {
      await page.getByRole('link', { name: /^CF-/ }).first().click();
      await page.getByRole('heading', { name: /^Campagne CF-/ }).waitFor();
      notes.set('run', new URL(page.url()).pathname);
    },
  },
  { file: `${guide}/facturation-campagne.webp`, at: (notes) => notes.get('run') ?? billing, as: charlie },
  {
    file: null,
    at: `${billing}/documents?kind=appel`,
    as: charlie,
    prepare: async (page, notes) => {
      await page
        .getByRole('row', { name: /Coteaux/ })
        .getByRole('link')
        .first()
        .click();
      await page.getByRole('heading', { name: /^Appel de participation AP-/ }).waitFor();
      notes.set('call', new URL(page.url()).pathname);
    },
  },
  { file: `${guide}/facturation-document.webp`, at: (notes) => notes.get('call') ?? billing, as: charlie, height: 1_100 },
  { file: `${guide}/facturation-mes-couts.webp`, at: `${coteaux}/mes-couts`, as: camille, height: 1_000 },
];
