// SPDX-License-Identifier: EUPL-1.2
import { formatEuros } from '#platform/money/euros.ts';
import type { FactName, FactValue } from '../declared/fact-values.ts';

/** A fact as a sentence of the history ends: « 12 », « oui », « Créon, Sadirac ». */
export function sayFact(what: FactName, value: FactValue, nameOf: (id: string) => string): string {
  if (value === null) return 'inconnu';
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (Array.isArray(value)) return value.length === 0 ? 'aucune collectivité' : value.map(nameOf).join(', ');
  if (typeof value === 'number') return what === 'budget' ? formatEuros(value) : value.toLocaleString('fr-FR');
  return what === 'parent' ? nameOf(value) : value;
}
