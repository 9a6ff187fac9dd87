// SPDX-License-Identifier: EUPL-1.2
/** The pictures, in the order in which they are taken: a later one may show what an earlier one did. */
import type { Page } from 'playwright-core';

export type Shot = {
  /** Where the picture goes, from the root of the project. */
  file: string;
  /** Address, or what makes it of what earlier pictures noted. */
  at: string | ((notes: ReadonlyMap<string, string>) => string);
  /** Account of the demonstration; nobody signed in when absent. */
  as?: string;
  width?: number;
  height?: number;
  /** False turns scripts off. */
  script?: boolean;
  /** The page to its end rather than what the screen shows. */
  whole?: boolean;
  prepare?: (page: Page, notes: Map<string, string>) => Promise<void>;
};

const guide = 'docs/guide-utilisateur/images';
const simulator = '/o/gironde-numerique/simulateur';
const coteaux = `${simulator}/243301355`;

export const shots: readonly Shot[] = [
  { file: 'docs/beffroi.webp', at: `${coteaux}?edition=gironde-numerique-2017`, height: 900, script: false },
  { file: `${guide}/simulateur-operateurs.webp`, at: '/simulateur', height: 640, script: false },
  { file: `${guide}/simulateur-recherche.webp`, at: `${simulator}?q=coteaux`, height: 700, script: false },
  { file: `${guide}/simulateur-prix.webp`, at: coteaux, script: false },
  {
    file: `${guide}/simulateur-pourquoi.webp`,
    at: coteaux,
    height: 760,
    script: false,
    prepare: async (page) => {
      await page.locator('.lines summary').first().click();
      await page.getByRole('heading', { name: 'Le détail, ligne par ligne' }).evaluate((heading) => heading.scrollIntoView());
    },
  },
  { file: `${guide}/simulateur-telephone.webp`, at: coteaux, width: 390, script: false },
];
