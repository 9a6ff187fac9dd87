// SPDX-License-Identifier: EUPL-1.2
/** What closing other sessions did, for its confirmation. */
export function closedInWords(closed: number): string {
  if (closed === 0) return 'Aucune autre session n’était ouverte.';
  return closed === 1 ? 'Votre autre session est fermée.' : `Vos ${closed} autres sessions sont fermées.`;
}
