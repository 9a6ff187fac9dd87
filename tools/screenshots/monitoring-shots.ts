// SPDX-License-Identifier: EUPL-1.2
import type { Page } from 'playwright-core';
import { alix, gironde, guide, type Shot } from './shot.ts';

const claude = 'claude@tresses.exemple';
const tresses = '/o/tresses-33535';

const open = (name: RegExp) => async (page: Page) => {
  await page.getByRole('link', { name }).first().click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
};

// The address is shown once only: another is drawn.
const renewedAddress = async (page: Page): Promise<void> => {
  await open(/Copie du second site/)(page);
  await page.getByRole('button', { name: 'Nouvelle adresse d’appel' }).click();
  await page.getByRole('button', { name: 'Tirer une nouvelle adresse' }).click();
  const lines = page.getByRole('combobox', { name: 'La machine' });
  await lines.selectOption({ label: 'NAS (Synology, QNAP)' });
  await lines.scrollIntoViewIfNeeded();
};

export const monitoringShots: readonly Shot[] = [
  { file: `${guide}/surveillance-territoire.webp`, at: `${gironde}/surveillance`, as: alix, height: 1250 },
  { file: `${guide}/surveillance-commune.webp`, at: `${tresses}/surveillance`, as: claude },
  { file: `${guide}/surveillance-incident.webp`, at: `${gironde}/surveillance/incidents`, as: alix, width: 390, prepare: open(/Site de la commune/) },
  { file: `${guide}/surveillance-sonde.webp`, at: `${gironde}/surveillance/sondes/nouvelle`, as: alix, height: 1250 },
  {
    file: `${guide}/surveillance-sonde-lue.webp`,
    at: `${gironde}/surveillance/sondes?q=Portail`,
    as: alix,
    height: 1250,
    prepare: open(/Portail des services/),
  },
  { file: `${guide}/surveillance-reglages.webp`, at: `${gironde}/surveillance/reglages`, as: alix, height: 1400 },
  {
    file: `${guide}/surveillance-signal-de-vie.webp`,
    at: `${gironde}/surveillance/sondes?q=Copie`,
    as: alix,
    prepare: renewedAddress,
  },
  { file: `${guide}/surveillance-publique.webp`, at: `${gironde}/disponibilite`, height: 1250 },
  { file: `${guide}/surveillance-abonnement.webp`, at: `${gironde}/disponibilite/abonnement`, width: 390, script: false },
  { file: `${guide}/rapport-hebdomadaire.webp`, at: `${tresses}/rapports`, as: claude, prepare: open(/Semaine du/) },
  { file: `${guide}/rapport-territoire.webp`, at: `${gironde}/rapports/territoire`, as: alix },
];
