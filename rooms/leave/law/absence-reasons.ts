// SPDX-License-Identifier: EUPL-1.2
/**
 * Reasons under which the rapport social unique counts absences (code général de la fonction publique, art. L. 231-1; décret n° 2020-1493 du 30 novembre
 * 2020). Leave, rest, training and telework are no absence there, nor are union duties. Pure.
 */
export const absenceReasons = [
  { key: 'maladie-ordinaire', label: 'Maladie ordinaire', kinds: ['maladie'] },
  { key: 'longue-maladie', label: 'Longue maladie, grave maladie', kinds: ['longue-maladie'] },
  { key: 'longue-duree', label: 'Longue durée', kinds: ['longue-duree'] },
  { key: 'service', label: 'Accidents de service et de trajet, maladies professionnelles', kinds: ['citis'] },
  { key: 'maternite', label: 'Maternité et adoption', kinds: ['maternite', 'adoption', 'naissance-supplementaire'] },
  { key: 'paternite', label: 'Paternité et accueil de l’enfant, naissance', kinds: ['paternite', 'naissance'] },
  { key: 'autres', label: 'Autres raisons', kinds: [] },
] as const;

export type AbsenceReason = (typeof absenceReasons)[number]['key'];

/** Under which reason a kind is counted; null for what is no absence there. */
export function reasonOf({ key, counter, isAtWork }: { key: string; counter: string | null; isAtWork: boolean }): AbsenceReason | null {
  const named = absenceReasons.find(({ kinds }) => (kinds as readonly string[]).includes(key));
  if (named) return named.key;
  return counter !== null || isAtWork || key === 'syndical' ? null : 'autres';
}
