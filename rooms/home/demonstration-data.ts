// SPDX-License-Identifier: EUPL-1.2
import type { Role } from '#platform/room.ts';
import type { Announcement } from './contract/announcements.ts';

export type InventedAnnouncement = Pick<Announcement, 'severity' | 'title' | 'says' | 'isPublic'> & {
  roles?: Role[];
  /** From the hour at which the demonstration is loaded. */
  inHours: number;
  /** Null while nobody knows. */
  lastsHours: number | null;
  news?: string[];
  ending?: string;
};

export type InventedRequest = {
  body: string;
  operator: string;
  service: string;
  role: Role;
  message: string;
  answer?: { outcome: 'accepted' | 'refused'; reason: string };
};

export const demonstrationAnnouncements: Readonly<Record<string, readonly InventedAnnouncement[]>> = {
  'gironde-numerique': [
    {
      severity: 'maintenance',
      title: 'Le tiers de télétransmission est ralenti',
      says: 'Les actes et les flux comptables partent, mais leur accusé de réception peut demander une heure de plus. Il n’y a rien à renvoyer.',
      isPublic: true,
      inHours: -2,
      lastsHours: 120,
    },
    {
      severity: 'incident',
      title: 'Lenteurs de la messagerie',
      says: 'Des messages ont été remis avec retard ce matin. Aucun n’a été perdu.',
      isPublic: true,
      inHours: -20,
      lastsHours: null,
      news: ['La cause est identifiée : un disque du serveur de messagerie est remplacé.'],
      ending: 'Le disque est remplacé et tous les messages retardés ont été remis.',
    },
    {
      severity: 'info',
      title: 'Comité syndical du 11 décembre : le dossier est prêt',
      says: 'L’ordre du jour et les rapports vous parviendront par votre service d’assemblées cinq jours francs avant la séance.',
      isPublic: false,
      roles: ['elected', 'president', 'dgs'],
      inHours: -26,
      lastsHours: 480,
    },
    {
      severity: 'info',
      title: 'Formation : prendre en main le parapheur électronique',
      says: 'Deux séances d’une heure, à distance, ouvertes à tous les agents. Inscrivez-vous auprès de votre chargé de clientèle.',
      isPublic: false,
      inHours: -50,
      lastsHours: 400,
    },
  ],
  'cdg-47': [
    {
      severity: 'maintenance',
      title: 'Mise à jour des logiciels métiers le premier samedi du mois',
      says: 'Les logiciels hébergés sont arrêtés de 8 h à 12 h.',
      isPublic: true,
      inHours: -4,
      lastsHours: 300,
    },
  ],
};

export const demonstrationRequests: readonly InventedRequest[] = [
  {
    body: 'bonnetan-33061',
    operator: 'gironde-numerique',
    service: 'catalogue.alertes-sms',
    role: 'secretary',
    message: 'Pour prévenir les habitants en cas de crue.',
  },
  {
    body: 'cc-les-coteaux-bordelais-243301355',
    operator: 'gironde-numerique',
    service: 'catalogue.serveur-virtualise',
    role: 'dgs',
    message: 'Deux serveurs au siège, environ 800 Go.',
  },
  {
    body: 'camarsac-33083',
    operator: 'gironde-numerique',
    service: 'catalogue.site-internet',
    role: 'secretary',
    message: '',
    answer: { outcome: 'accepted', reason: 'Nous vous appelons lundi pour préparer l’arborescence.' },
  },
  {
    body: 'loupes-33252',
    operator: 'gironde-numerique',
    service: 'catalogue.participation-citoyenne',
    role: 'secretary',
    message: '',
    answer: { outcome: 'refused', reason: 'Ce service ouvre au printemps : redemandez-le en mars, nous vous inscrirons au premier groupe.' },
  },
];
