// SPDX-License-Identifier: EUPL-1.2
import { wholeNumber } from '#ui/format/amount.ts';
import { bodyKinds, kindLabels, type BodyLine, type Population } from '../contract.ts';

export const kindOptions = bodyKinds.map((kind) => ({ value: kind, label: kindLabels[kind] }));

/** The figure shown first: totale, else the nearest known. */
export function inhabitants(population: Population): number | null {
  return (population.totale ?? population.municipale ?? population.communeFile ?? population.declared)?.value ?? null;
}

export const figureNames = {
  totale: 'Population totale',
  municipale: 'Population municipale',
  communeFile: 'Fichier des communes',
  declared: 'Population déclarée',
} as const;

/** « Commune, Gironde (33) » has no name of département here: « Commune, département 33 ». */
export function identityWords({ kind, department }: BodyLine): string {
  return department === null ? kindLabels[kind] : `${kindLabels[kind]}, département ${department}`;
}

/** `243301355` → `243 301 355`; fourteen digits as `243 301 355 00012`. */
export function spaced(code: string): string {
  return code.replace(/^(\d{3})(\d{3})(\d{3})(\d*)$/, (_, one: string, two: string, three: string, rest: string) =>
    [one, two, three, rest].filter(Boolean).join('\u202f'),
  );
}

/** « oui », « non », or a dash. */
export function yesNo(value: boolean | null): string {
  return value === null ? '—' : value ? 'Oui' : 'Non';
}

/** A number, or a dash. */
export function numberOrDash(value: number | null): string {
  return value === null ? '—' : wholeNumber(value);
}
