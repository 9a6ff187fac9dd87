// SPDX-License-Identifier: EUPL-1.2
import type { Page } from 'playwright-core';

export type Shot = {
  /** Where the picture goes, from the root of the project; null for what only prepares the next ones. */
  file: string | null;
  /** Address, or what makes it of what earlier pictures noted. */
  at: string | ((notes: ReadonlyMap<string, string>) => string);
  /** Account of the demonstration; nobody signed in when absent. */
  as?: string;
  width?: number;
  height?: number;
  /** False turns scripts off. */
  script?: boolean;
  /** What is done before the picture; later pictures show it too. */
  prepare?: (page: Page, notes: Map<string, string>) => Promise<void>;
};

export const guide = 'docs/guide-utilisateur/images';
export const gironde = '/o/gironde-numerique';
export const noa = 'noa@gironde.exemple';
export const sacha = 'sacha@gironde.exemple';
export const alix = 'alix@gironde.exemple';
export const camille = 'camille@coteaux.exemple';
