// SPDX-License-Identifier: EUPL-1.2
import type { MandateOfMe } from '../session/me.ts';

/** The mandates whose body's name holds every word, accents and case forgiven; names that begin with the words come first. */
export function bodiesMatching(mandates: readonly MandateOfMe[], words: string): readonly MandateOfMe[] {
  const asked = plain(words).split(' ').filter(Boolean);
  const start = asked.join(' ');
  return mandates
    .map((mandate) => ({ mandate, name: plain(mandate.organisation.name) }))
    .filter(({ name }) => asked.every((word) => name.includes(word)))
    .toSorted((a, b) => Number(b.name.startsWith(start)) - Number(a.name.startsWith(start)) || a.name.localeCompare(b.name, 'fr'))
    .map(({ mandate }) => mandate);
}

/** How a kind of body is called; a kind that the shell does not know is shown as it is. */
export function kindLabel(kind: string): string {
  return KINDS[kind] ?? kind;
}

/** As the register of bodies names them. */
const KINDS: Readonly<Record<string, string>> = {
  commune: 'Commune',
  cc: 'Communauté de communes',
  ca: 'Communauté d’agglomération',
  cu: 'Communauté urbaine',
  metropole: 'Métropole',
  ept: 'Établissement public territorial',
  ccas: 'CCAS',
  cias: 'CIAS',
  'caisse-des-ecoles': 'Caisse des écoles',
  sirp: 'SIRP',
  sivos: 'SIVOS',
  sivu: 'SIVU',
  sivom: 'SIVOM',
  syndicat: 'Syndicat',
  'budget-annexe': 'Budget annexe',
  office: 'Office',
  departement: 'Département',
  region: 'Région',
  etablissement: 'Établissement public',
};

/** Lower case, no accent, hyphens and apostrophes as spaces, `saint` for `st`: as people type names of places. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[-'’]/g, ' ')
    .replace(/\bst(e?)\b/g, 'saint$1')
    .replace(/\s+/g, ' ')
    .trim();
}
