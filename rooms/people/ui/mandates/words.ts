// SPDX-License-Identifier: EUPL-1.2
import type { MandateLine } from '../../contract.ts';

export const kindWords: Readonly<Record<MandateLine['kind'], string>> = { agent: 'Agent', elected: 'Élu', external: 'Intervenant extérieur' };
export const stateWords: Readonly<Record<MandateLine['state'], string>> = { current: 'En cours', coming: 'À venir', ended: 'Close' };

/** Choices of a filter or a select. */
export function optionsOf(words: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
