// SPDX-License-Identifier: EUPL-1.2
import { camille, gironde, guide, type Shot } from './shot.ts';

const charlie = 'charlie@gironde.exemple';
const billing = `${gironde}/facturation`;
const cdg47 = '/o/cdg-47/facturation';
const andrea = 'andrea@cdg47.exemple';
const coteaux = '/o/cc-les-coteaux-bordelais-243301355';

export const billingShots: readonly Shot[] = [
  { file: `${guide}/facturation-annee.webp`, at: billing, as: charlie, height: 1_100 },
  {
    file: null,
    at: `${billing}/campagnes?status=prepared`,
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
  {
    file: `${guide}/facturation-liquidation.webp`,
    at: (notes) => notes.get('run') ?? billing,
    as: charlie,
    height: 1_100,
    prepare: async (page) => {
      await page.getByRole('link', { name: /Coteaux/ }).click();
      await page.getByRole('table', { name: 'Différences avec l’an passé' }).waitFor();
    },
  },
  {
    file: `${guide}/facturation-payeur.webp`,
    at: `${billing}/payeurs?q=pompignac`,
    as: charlie,
    height: 1_100,
    prepare: async (page) => {
      await page.getByRole('link', { name: 'Pompignac' }).click();
      await page.getByRole('table', { name: 'Documents du payeur' }).waitFor();
    },
  },
  {
    file: `${guide}/facturation-reponse.webp`,
    at: `${billing}/documents?state=contested`,
    as: charlie,
    prepare: async (page) => {
      await page
        .getByRole('link', { name: /^(AP|FA)-/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Répondre', exact: true }).click();
      await page.getByRole('radio', { name: 'Fondée' }).check();
    },
  },
  { file: `${guide}/facturation-corrections.webp`, at: `${billing}/corrections`, as: charlie },
  {
    file: `${guide}/facturation-correction-decision.webp`,
    at: `${billing}/corrections`,
    as: charlie,
    prepare: async (page) => {
      await page.getByRole('table', { name: 'Corrections à décider' }).getByRole('checkbox').nth(1).check();
      await page.getByRole('button', { name: 'Sans suite' }).click();
      await page.getByRole('dialog').getByRole('textbox', { name: 'Motif' }).fill('Le règlement laisse due l’année commencée.');
    },
  },
  { file: `${guide}/facturation-decisions.webp`, at: `${billing}/corrections/decisions`, as: charlie },
  { file: `${guide}/facturation-etats.webp`, at: `${billing}/etats`, as: charlie, height: 1_200 },
  { file: `${guide}/facturation-parts.webp`, at: `${billing}/parts`, as: charlie, height: 1_200 },
  { file: `${guide}/tresorerie-mode-a.webp`, at: `${billing}/tresorerie`, as: charlie },
  {
    file: `${guide}/tresorerie-retour.webp`,
    at: `${billing}/tresorerie/retours`,
    as: charlie,
    prepare: async (page) => {
      await page.getByRole('link', { name: /^titres-/ }).click();
      await page.getByRole('table', { name: 'Lignes du retour' }).waitFor();
    },
  },
  { file: `${guide}/tresorerie-quarantaine.webp`, at: `${billing}/tresorerie/quarantaine`, as: charlie },
  { file: `${guide}/tresorerie-mode-b.webp`, at: `${cdg47}/tresorerie`, as: andrea },
  {
    file: `${guide}/facturation-recu.webp`,
    at: `${coteaux}/factures-recues`,
    as: camille,
    height: 1_200,
    prepare: async (page) => {
      await page.getByRole('link', { name: /^AP-/ }).first().click();
      await page.getByRole('heading', { name: 'Comment payer' }).waitFor();
    },
  },
  {
    file: `${guide}/facturation-conteste.webp`,
    at: `${coteaux}/factures-recues`,
    as: camille,
    prepare: async (page) => {
      await page.getByRole('link', { name: /^AP-/ }).first().click();
      await page.getByRole('heading', { name: 'La contestation' }).scrollIntoViewIfNeeded();
    },
  },
  { file: `${guide}/facturation-mes-couts.webp`, at: `${coteaux}/mes-couts`, as: camille, height: 1_000 },
];
