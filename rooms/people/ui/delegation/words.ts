// SPDX-License-Identifier: EUPL-1.2
import type { DelegationLine } from '../../contract.ts';

export const stateWords: Readonly<Record<DelegationLine['state'], string>> = { current: 'En cours', coming: 'À venir', ended: 'Terminée' };

/** Over what a delegation bears, as people say it. */
export function coveredBy({ administered, covers }: Pick<DelegationLine, 'administered' | 'covers'>): string {
  if (covers === 'members') return `${administered.name} et ses communes membres`;
  return covers === 'territory' ? `Tout le territoire de ${administered.name}` : administered.name;
}
