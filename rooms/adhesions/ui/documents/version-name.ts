// SPDX-License-Identifier: EUPL-1.2

/** A version of a template as its readers call it; 0 is the one that ships with the software. */
export function versionName(number: number): string {
  return number === 0 ? 'Modèle fourni' : `Version ${number}`;
}
