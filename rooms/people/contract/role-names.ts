// SPDX-License-Identifier: EUPL-1.2
/** Roles of the house as people name them. */
export const roleNames: Readonly<Record<string, string>> = {
  administrator: 'Administration de la plateforme',
  'account-manager': 'Suivi des collectivités',
  accountant: 'Comptabilité',
  technician: 'Technique',
  dpo: 'Protection des données',
  trainer: 'Formation',
  'body-administrator': 'Administration de la collectivité',
  dgs: 'Direction générale',
  secretary: 'Secrétariat',
  agent: 'Agent',
  president: 'Exécutif (maire ou président)',
  elected: 'Élu',
  'body-dpo': 'Protection des données de la collectivité',
};
