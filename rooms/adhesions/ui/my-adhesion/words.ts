// SPDX-License-Identifier: EUPL-1.2
import { dayInWords } from '#ui/format/day.ts';

export const statusWords = {
  'to-come': { label: 'À venir', color: 'blue' },
  'in-force': { label: 'En cours', color: 'green' },
  ended: { label: 'Terminée', color: 'gray' },
} as const;

export const conventionKinds = {
  cadre: 'Convention cadre',
  tripartite: 'Convention tripartite',
  package: 'Convention d’accompagnement numérique',
} as const;

/** « du 1er janvier 2027 au 31 décembre 2029 », « à compter du 1er janvier 2027 ». */
export function period(begins: string, ends: string | null): string {
  return ends === null ? `à compter du ${dayInWords(begins)}` : `du ${dayInWords(begins)} au ${dayInWords(ends)}`;
}
