// SPDX-License-Identifier: EUPL-1.2
import type { CheckKind, CheckStatus } from '../contract.ts';

export const statusWords: Readonly<Record<CheckStatus, { label: string; color: string }>> = {
  up: { label: 'Fonctionne', color: 'green' },
  warn: { label: 'À surveiller', color: 'yellow' },
  down: { label: 'En panne', color: 'red' },
  pending: { label: 'Pas encore vérifié', color: 'gray' },
};

export const outcomeWords = { up: 'Fonctionne', warn: 'À surveiller', down: 'En panne' } as const;

export const kindWords: Readonly<Record<CheckKind, { label: string; says: string }>> = {
  http: { label: 'Site ou service web', says: 'Ouvre une page, vérifie le certificat et un mot attendu.' },
  heartbeat: {
    label: 'Signal de vie',
    says: 'La machine appelle une adresse ; son silence est une panne. Pour toute sauvegarde ou tâche planifiée.',
  },
  disk: { label: 'Relevé de disques', says: 'La machine envoie la place qui lui reste ; un disque trop plein alerte.' },
  snmp: { label: 'NAS (SNMP)', says: 'Lit les disques d’un NAS ou d’un serveur par SNMP.' },
  tcp: { label: 'Port réseau', says: 'Vérifie qu’un port accepte la connexion.' },
  dns: { label: 'Nom (DNS)', says: 'Vérifie ce qu’un nom dit, ou qu’un serveur de noms répond.' },
  domain: { label: 'Nom de domaine', says: 'Demande au registre quand le nom expire.' },
  'mail-loop': { label: 'Boucle de messagerie', says: 'Envoie un message que la messagerie renvoie d’elle-même.' },
  event: { label: 'Événement de la plateforme', says: 'Attend qu’un événement revienne à temps : une sauvegarde, un envoi.' },
};

export const incidentWords = {
  open: { label: 'En cours', color: 'red' },
  acknowledged: { label: 'Pris en charge', color: 'blue' },
  closed: { label: 'Clos', color: 'gray' },
} as const;

export const targetWords = {
  waiting: { label: 'En attente', color: 'yellow' },
  approved: { label: 'Approuvée', color: 'green' },
  refused: { label: 'Refusée', color: 'red' },
} as const;

export const worksWords = {
  current: { label: 'En cours', color: 'yellow' },
  planned: { label: 'À venir', color: 'blue' },
  past: { label: 'Terminés', color: 'gray' },
  cancelled: { label: 'Annulés', color: 'gray' },
} as const;

/** How long, from seconds: « 5 minutes », « 1 jour ». */
export function everyWords(seconds: number): string {
  const [count, unit] =
    seconds % 86_400 === 0 ? [seconds / 86_400, 'jour'] : seconds % 3_600 === 0 ? [seconds / 3_600, 'heure'] : [Math.round(seconds / 60), 'minute'];
  return `${count} ${unit}${count > 1 ? 's' : ''}`;
}
