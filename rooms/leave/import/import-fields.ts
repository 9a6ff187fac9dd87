// SPDX-License-Identifier: EUPL-1.2
import type { CsvField } from '#platform/documents/read-csv.ts';
import type { Counter } from '../tables.ts';

/**
 * Columns of the file, under our titles and those of Jorani's two exports, in French and in English: the list of employees (Prénom, Nom, E-mail,
 * Entité, Contrat, Manager) and the balance report (identifiant, prénom, nom, date embauche, service, poste, contrat, then a column per type).
 */
export const agentFields = {
  number: { titles: ['Matricule', 'Identifiant', 'Identifier'] },
  familyName: { titles: ['Nom', 'Nom de famille', 'Lastname'], isRequired: true },
  givenName: { titles: ['Prénom', 'Firstname'] },
  email: { titles: ['Adresse électronique', 'Courriel', 'E-mail', 'Email'] },
  team: { titles: ['Service', 'Entité', 'Entity', 'Department'] },
  status: { titles: ['Statut'] },
  category: { titles: ['Catégorie'] },
  sex: { titles: ['Sexe', 'Genre'] },
  arrivedOn: { titles: ['Arrivée', 'Date d’arrivée', 'Date embauche', 'Date d’embauche', 'Date hired'] },
  leftOn: { titles: ['Départ', 'Date de départ'] },
  days: { titles: ['Jours travaillés', 'Semaine'] },
  weekly: { titles: ['Heures par semaine', 'Durée hebdomadaire'] },
  percent: { titles: ['Quotité', 'Temps de travail (%)'] },
} as const satisfies Record<string, CsvField>;

export type AgentField = keyof typeof agentFields;

/** What a column of balances may be called, besides the labels and initials of the body's own kinds. */
const counterTitles: Readonly<Record<Counter, readonly [string, ...string[]]>> = {
  annual: ['Congés annuels', 'Congé annuel', 'Congés annuels (jours)', 'CA', 'Congés payés', 'Paid leave'],
  rtt: ['RTT', 'RTT (jours)', 'ARTT', 'Jours RTT'],
  cet: ['Compte épargne-temps', 'Compte épargne-temps (jours)', 'CET'],
  hours: ['Heures à récupérer', 'Heures à récupérer (heures)', 'Récupération d’heures', 'RH'],
};

export const counters = ['annual', 'rtt', 'cet', 'hours'] as const satisfies readonly Counter[];

/** The columns to read for a body that calls its kinds so. */
export function fieldsFor(kinds: readonly { label: string; short: string; counter: Counter | null }[]) {
  const titled = (counter: Counter): CsvField => {
    const own = kinds.filter((kind) => kind.counter === counter).flatMap(({ label, short }) => [label, short]);
    const [first, ...others] = counterTitles[counter];
    return { titles: [first, ...others, ...own] };
  };
  return { ...agentFields, annual: titled('annual'), rtt: titled('rtt'), cet: titled('cet'), hours: titled('hours') } as const;
}
