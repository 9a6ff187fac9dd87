// SPDX-License-Identifier: EUPL-1.2
const WORDS: Readonly<Record<string, string>> = {
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

/** Roles as people name them; one that this list does not know is shown as it is written. */
export function rolesInWords(roles: readonly string[]): string {
  return roles.map((role) => WORDS[role] ?? role).join(', ');
}
