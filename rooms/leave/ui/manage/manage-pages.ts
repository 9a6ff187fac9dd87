// SPDX-License-Identifier: EUPL-1.2
/** The pages of whoever manages leave, in the order of the year: what is daily first. */
export const managePages = [
  { path: '/gestion', label: 'Vue d’ensemble' },
  { path: '/agents', label: 'Agents' },
  { path: '/absences', label: 'Toutes les absences' },
  { path: '/services', label: 'Services' },
  { path: '/types', label: 'Types d’absence' },
  { path: '/jours', label: 'Ponts et vacances' },
  { path: '/cloture', label: 'Clôture de l’année' },
  { path: '/statistiques', label: 'Statistiques' },
  { path: '/paie', label: 'Paie' },
  { path: '/import', label: 'Import' },
  { path: '/exports', label: 'Exports' },
  { path: '/regles', label: 'Règles' },
  { path: '/reglages', label: 'Réglages' },
] as const;
