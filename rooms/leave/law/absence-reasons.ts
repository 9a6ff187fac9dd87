// SPDX-License-Identifier: EUPL-1.2
/**
 * Reasons under which the rapport social unique counts absences: code général de la fonction publique, art. L. 231-1 ; décret n° 2020-1493 du 30 novembre
 * 2020 ; arrêté du 10 décembre 2021 fixant pour la fonction publique territoriale la liste des indicateurs (NOR TERB2130600A). Worded as the portal of the
 * centres de gestion words them, which are those of the last bilan social (arrêté du 24 juillet 2013, annexe, « Absences au travail »). Leave, rest,
 * training and telework are no absence there, nor are union duties; parental leave is a position. Pure.
 */
export const absenceReasons = [
  { key: 'maladie-ordinaire', label: 'Maladie ordinaire', kinds: ['maladie'] },
  { key: 'longue-maladie', label: 'Longue maladie, disponibilité d’office et grave maladie', kinds: ['longue-maladie'] },
  { key: 'longue-duree', label: 'Maladie de longue durée', kinds: ['longue-duree'] },
  { key: 'service', label: 'Accident du travail imputable au service', kinds: ['citis'] },
  { key: 'trajet', label: 'Accident du travail imputable au trajet', kinds: ['citis-trajet'] },
  {
    key: 'maladie-professionnelle',
    label: 'Maladie professionnelle, maladie imputable au service ou à caractère professionnel',
    kinds: ['citis-maladie'],
  },
  { key: 'maternite', label: 'Maternité et adoption', kinds: ['maternite', 'adoption', 'naissance-supplementaire'] },
  { key: 'paternite', label: 'Paternité et accueil de l’enfant', kinds: ['paternite', 'naissance'] },
  { key: 'autres', label: 'Autres raisons (événements familiaux, concours, fonctions électives…)', kinds: [] },
] as const;

export type AbsenceReason = (typeof absenceReasons)[number]['key'];

/** Under which reason a kind is counted; null for what is no absence there. */
export function reasonOf({ key, counter, isAtWork }: { key: string; counter: string | null; isAtWork: boolean }): AbsenceReason | null {
  const named = absenceReasons.find(({ kinds }) => (kinds as readonly string[]).includes(key));
  if (named) return named.key;
  return counter !== null || isAtWork || key === 'syndical' || key === 'parental' ? null : 'autres';
}
