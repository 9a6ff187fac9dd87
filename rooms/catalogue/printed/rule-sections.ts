// SPDX-License-Identifier: EUPL-1.2
import type { Edition } from '../edition-schema.ts';
import type { PrintedSection } from './printed-shapes.ts';

/** The rules that no price carries: clauses, subsidies, and what the operator settled where the documents are silent. */
export function ruleSections(edition: Edition): PrintedSection[] {
  const clauses = edition.clauses.map(({ says, citations, readings }) => ({ says, citations, readings }));
  const subsidies = edition.subsidies.map(({ label, says, citations, readings }) => ({ says: `${label} : ${says}`, citations, readings }));
  const settings = edition.settings.map(({ label, value, unit, reading }) => ({
    says: `${label} : ${written(value)}${unit ? ` ${unit}` : ''}.`,
    citations: [],
    readings: reading ? [reading] : [],
  }));
  return [
    { key: 'regles', title: 'Règles et subventions', intro: [...clauses, ...subsidies], tables: [] },
    { key: 'reglages', title: 'Réglages de l’opérateur', intro: settings, tables: [] },
  ];
}

function written(value: number | string | boolean): string {
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  return typeof value === 'number' ? value.toLocaleString('fr-FR') : value;
}
