// SPDX-License-Identifier: EUPL-1.2
import type { applicationIcons, authMethods } from '../../contract.ts';

type AuthMethod = (typeof authMethods)[number];
type IconName = (typeof applicationIcons)[number];

export const methodWords: Readonly<Record<AuthMethod, string>> = {
  client_secret_basic: 'Par un secret, dans l’en-tête (le plus courant)',
  client_secret_post: 'Par un secret, dans la demande',
  private_key_jwt: 'Par une clé qu’elle publie',
  none: 'Sans secret (application du poste, ou page sans serveur)',
};

export const iconWords: Readonly<Record<IconName, string>> = {
  app: 'Application',
  mail: 'Messagerie',
  calendar: 'Agenda',
  folder: 'Fichiers',
  document: 'Documents',
  chat: 'Discussion',
  video: 'Visioconférence',
  book: 'Guide',
  map: 'Carte',
  heart: 'Social',
  chart: 'Tableau de bord',
  key: 'Accès',
  tool: 'Technique',
};
