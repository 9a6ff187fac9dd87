// SPDX-License-Identifier: EUPL-1.2
/** Invented machines of bodies and how they have been: told in days before or after today, so that nothing gets old. */
import type { CheckStatus, Facts, KindAndSettings } from './contract/checks.ts';

export type InventedCheck = {
  name: string;
  check: KindAndSettings;
  /** The declared address under which it stands; absent where a machine calls. */
  under?: string;
  dependsOn?: string;
  publicName?: string;
  status: CheckStatus;
  says?: string;
  /** Hours since it has been so. */
  sinceHours: number;
  certificateInDays?: number;
  domainInDays?: number;
  disks?: Facts['disks'];
  /** Days ago on which it failed, and for how many hours. */
  failed?: readonly { daysAgo: number; hours: number; /** What everybody was told of it. */ said?: string }[];
};

export type InventedBody = {
  slug: string;
  targets: readonly { address: string; label: string; isWaiting?: boolean }[];
  checks: readonly InventedCheck[];
};

const DAY = 86_400;
const site = (host: string): KindAndSettings => ({
  kind: 'http',
  settings: { url: `https://${host}/`, word: '', certificateDays: 14, slowMs: 5_000 },
});
const domain = (host: string): KindAndSettings => ({ kind: 'domain', settings: { host, warnDays: 45, endsOn: '' } });
const called = (hours: number): KindAndSettings => ({ kind: 'heartbeat', settings: { silenceSeconds: hours * 3_600 } });
const disks: KindAndSettings = { kind: 'disk', settings: { silenceSeconds: 2 * DAY, warnPercent: 85, downPercent: 95 } };

/** Who follows the public page by mail. */
export const inventedSubscribers: readonly { address: string; daysAgo: number }[] = [
  { address: 'accueil@mediatheque-des-coteaux.exemple', daysAgo: 31 },
  { address: 'habitante.de.tresses@messagerie.exemple', daysAgo: 12 },
];

export const inventedBodies: readonly InventedBody[] = [
  {
    slug: 'gironde-numerique',
    targets: [
      { address: 'services.gironde.exemple', label: 'Portail des services' },
      { address: 'messagerie.gironde.exemple', label: 'Messagerie des communes' },
    ],
    checks: [
      {
        name: 'Portail des services',
        check: site('services.gironde.exemple'),
        under: 'services.gironde.exemple',
        publicName: 'Portail des services',
        status: 'up',
        sinceHours: 300,
        failed: [{ daysAgo: 63, hours: 5 }],
        certificateInDays: 71,
      },
      {
        name: 'Messagerie des communes',
        check: { kind: 'tcp', settings: { host: 'messagerie.gironde.exemple', port: 993 } },
        under: 'messagerie.gironde.exemple',
        publicName: 'Messagerie',
        status: 'up',
        sinceHours: 40,
        failed: [
          { daysAgo: 2, hours: 1, said: 'Un disque du serveur est remplacé ; les messages arrivés entre-temps sont remis dans l’heure.' },
          { daysAgo: 41, hours: 3 },
        ],
      },
      { name: 'Copie du second site', check: called(26), publicName: 'Sauvegardes', status: 'up', sinceHours: 700 },
    ],
  },
  {
    slug: 'tresses',
    targets: [
      { address: 'www.tresses.exemple', label: 'Site de la commune' },
      { address: 'routeur.tresses.exemple', label: 'Ligne de la mairie' },
      { address: 'ecole.tresses.exemple', label: 'Routeur de l’école', isWaiting: true },
    ],
    checks: [
      {
        name: 'Ligne Internet de la mairie',
        check: { kind: 'tcp', settings: { host: 'routeur.tresses.exemple', port: 443 } },
        under: 'routeur.tresses.exemple',
        status: 'up',
        sinceHours: 90,
        failed: [{ daysAgo: 4, hours: 2 }],
      },
      {
        name: 'Site de la commune',
        check: site('www.tresses.exemple'),
        under: 'www.tresses.exemple',
        status: 'warn',
        says: 'Le certificat expire dans 9 jours.',
        sinceHours: 20,
        certificateInDays: 9,
      },
      {
        name: 'Nom de domaine tresses.exemple',
        check: domain('tresses.exemple'),
        under: 'www.tresses.exemple',
        status: 'up',
        sinceHours: 800,
        domainInDays: 52,
      },
      {
        name: 'NAS de la mairie',
        check: disks,
        dependsOn: 'Ligne Internet de la mairie',
        status: 'warn',
        says: 'Le disque Volume 1 est plein à 88 %.',
        sinceHours: 50,
        disks: [{ name: 'Volume 1', percent: 88 }],
      },
      { name: 'Sauvegarde de la comptabilité', check: called(26), dependsOn: 'Ligne Internet de la mairie', status: 'up', sinceHours: 400 },
    ],
  },
  {
    slug: 'bonnetan',
    targets: [{ address: 'www.bonnetan.exemple', label: 'Site de la commune' }],
    checks: [
      {
        name: 'Site de la commune',
        check: site('www.bonnetan.exemple'),
        under: 'www.bonnetan.exemple',
        status: 'down',
        says: 'Le site répond par une erreur 503.',
        sinceHours: 3,
        certificateInDays: 44,
      },
      { name: 'Sauvegarde du secrétariat', check: called(26), status: 'down', says: 'La machine n’a pas appelé depuis 2 jours.', sinceHours: 22 },
    ],
  },
  {
    slug: 'croignon',
    targets: [{ address: 'www.croignon.exemple', label: 'Site de la commune' }],
    checks: [
      {
        name: 'Site de la commune',
        check: site('www.croignon.exemple'),
        under: 'www.croignon.exemple',
        status: 'up',
        sinceHours: 600,
        certificateInDays: 63,
      },
      { name: 'Sauvegarde du poste de la mairie', check: called(26), status: 'up', sinceHours: 650 },
    ],
  },
  {
    slug: 'cc-les-coteaux-bordelais',
    targets: [{ address: 'www.coteaux.exemple', label: 'Site de la communauté' }],
    checks: [
      {
        name: 'Site de la communauté',
        check: site('www.coteaux.exemple'),
        under: 'www.coteaux.exemple',
        status: 'up',
        sinceHours: 500,
        certificateInDays: 80,
      },
      { name: 'Sauvegarde du serveur de fichiers', check: called(26), status: 'up', sinceHours: 500, failed: [{ daysAgo: 9, hours: 5 }] },
    ],
  },
];
