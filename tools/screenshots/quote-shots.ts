// SPDX-License-Identifier: EUPL-1.2
import type { Page } from 'playwright-core';
import { alix, camille, gironde, guide, noa, type Shot } from './shot.ts';

const quotes = `${gironde}/devis`;

export const quoteShots: readonly Shot[] = [
  {
    file: `${guide}/devis-nouveau.webp`,
    at: `${quotes}/nouveau`,
    as: noa,
    prepare: (page) => choose(page, 'coteaux bordelais', 13_988),
  },
  {
    file: `${guide}/devis-brouillon.webp`,
    at: `${quotes}/nouveau`,
    as: noa,
    prepare: async (page, notes) => {
      await choose(page, 'coteaux bordelais', 13_988);
      await page.getByLabel('Interlocuteur').fill('Camille Gabare');
      await page.getByLabel('Son adresse électronique').fill('camille@coteaux.exemple');
      await save(page);
      notes.set('first', new URL(page.url()).pathname);
    },
  },
  {
    file: `${guide}/devis-envoyer.webp`,
    at: (notes) => notes.get('first') ?? quotes,
    as: noa,
    height: 700,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Envoyer' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Envoyer' }).waitFor();
    },
  },
  {
    file: `${guide}/devis-lien.webp`,
    at: (notes) => notes.get('first') ?? quotes,
    as: noa,
    prepare: async (page, notes) => {
      await page.getByRole('button', { name: 'Envoyer' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Envoyer' }).click();
      await page.getByLabel('Pour qui ?').fill('Le président');
      await page.getByRole('button', { name: 'Ouvrir un lien' }).click();
      const link = await page.getByText(/\/devis\/\S{20}/).innerText();
      notes.set('link', new URL(link.trim()).pathname);
      await page.getByRole('region', { name: 'Liens du destinataire' }).scrollIntoViewIfNeeded();
    },
  },
  { file: `${guide}/devis-recu.webp`, at: (notes) => notes.get('link') ?? quotes, script: false },
  {
    file: `${guide}/devis-recu-telephone.webp`,
    at: (notes) => notes.get('link') ?? quotes,
    width: 390,
    script: false,
    prepare: async (page) => {
      await page.getByRole('heading', { name: 'Votre réponse' }).evaluate((heading) => heading.scrollIntoView());
    },
  },
  { file: `${guide}/devis-recus.webp`, at: '/o/cc-les-coteaux-bordelais-243301355/devis-recus', as: camille, height: 560 },
  {
    file: `${guide}/devis-accepte.webp`,
    at: (notes) => notes.get('link') ?? quotes,
    script: false,
    prepare: async (page) => {
      await page.getByRole('radio', { name: 'J’accepte ce devis' }).check();
      await page.getByLabel('Nom et prénom').fill('Dominique Essai');
      await page.getByRole('textbox', { name: 'Qualité' }).fill('Président');
      await page.getByRole('checkbox', { name: /qualité pour engager/ }).check();
      await page.getByRole('button', { name: 'Enregistrer ma réponse' }).click();
      await page.getByRole('heading', { name: 'Votre réponse' }).evaluate((heading) => heading.scrollIntoView({ block: 'center' }));
    },
  },
  {
    file: `${guide}/devis-a-valider.webp`,
    at: `${quotes}/nouveau`,
    as: noa,
    height: 760,
    prepare: async (page, notes) => {
      await choose(page, 'CA du Libournais');
      await save(page);
      notes.set('second', new URL(page.url()).pathname);
    },
  },
  {
    file: `${guide}/devis-validation.webp`,
    at: (notes) => notes.get('second') ?? quotes,
    as: alix,
    height: 700,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Demander la validation' }).click();
      await page.getByRole('button', { name: 'Valider ou rendre' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).waitFor();
    },
  },
  { file: `${guide}/devis-liste.webp`, at: quotes, as: noa, height: 760 },
  { file: `${guide}/accueil.webp`, at: gironde, as: noa, height: 640 },
];

async function choose(page: Page, name: string, euros?: number): Promise<void> {
  await page.getByRole('combobox', { name: 'Collectivité' }).fill(name);
  await page
    .getByRole('option', { name: new RegExp(name, 'i') })
    .first()
    .click();
  const figure = page.getByRole('region', { name: 'Prix' }).getByRole('status');
  await figure.waitFor();
  const said = Number((await figure.innerText()).replaceAll(/\D/g, ''));
  if (euros !== undefined && said !== euros) throw new Error(`the guide says ${euros} €, the page ${said} €`);
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Enregistrer le devis' }).click();
  await page.getByRole('heading', { level: 1, name: /^Devis D/ }).waitFor();
}
