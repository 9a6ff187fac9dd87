// SPDX-License-Identifier: EUPL-1.2
import {
  IconAddressBook,
  IconServer,
  IconApps,
  IconArrowsExchange,
  IconBell,
  IconEye,
  IconLayoutGrid,
  IconLifebuoy,
  IconMail,
  IconShieldCheck,
  IconUserCircle,
} from '@tabler/icons-react';
import { defineRoomUi } from '#ui/room-ui.ts';
import { programCommands, programEntries, programPages, programPersonal } from './ui/programs.ts';
import { signInEntries, signInPages } from './ui/sign-in-pages.ts';
import { administrationCommands, administrationEntries, administrationPages } from './ui/administration.ts';

const readDirectory = 'people.read-directory';
const readPeople = 'people.read';
const administer = 'people.administer';

const directoryPages = [
  { path: '/o/:organisation/annuaire', title: 'Annuaire', permission: readDirectory, lazy: () => import('./ui/directory/directory-page.tsx') },
  {
    path: '/o/:organisation/annuaire/organigramme',
    title: 'Organigramme',
    permission: readDirectory,
    lazy: () => import('./ui/directory/organigramme-page.tsx'),
  },
  {
    path: '/o/:organisation/annuaire/ailleurs',
    title: 'Chercher dans les collectivités',
    permission: readDirectory,
    lazy: () => import('./ui/directory/elsewhere-page.tsx'),
  },
  {
    path: '/o/:organisation/annuaire/import',
    title: 'Importer l’annuaire',
    permission: administer,
    lazy: () => import('./ui/directory/import-page.tsx'),
  },
  { path: '/o/:organisation/annuaire/:id', title: 'Fiche', permission: readDirectory, lazy: () => import('./ui/directory/entry-page.tsx') },
] as const;

const movementPages = [
  {
    path: '/o/:organisation/mouvements',
    title: 'Arrivées et départs',
    permission: readPeople,
    lazy: () => import('./ui/movements/movements-page.tsx'),
  },
  {
    path: '/o/:organisation/mouvements/arrivee',
    title: 'Préparer une arrivée',
    permission: administer,
    lazy: () => import('./ui/movements/arrival-page.tsx'),
  },
  {
    path: '/o/:organisation/mouvements/depart',
    title: 'Préparer un départ',
    permission: administer,
    lazy: () => import('./ui/movements/departure-page.tsx'),
  },
  {
    path: '/o/:organisation/mouvements/renouvellement',
    title: 'Renouveler l’assemblée',
    permission: administer,
    lazy: () => import('./ui/movements/renewal-page.tsx'),
  },
  { path: '/o/:organisation/mouvements/:id', title: 'Mouvement', permission: readPeople, lazy: () => import('./ui/movements/movement-page.tsx') },
] as const;

const supportPages = [
  {
    path: '/o/:organisation/support',
    title: 'Assistance aux membres',
    permission: 'people.support',
    lazy: () => import('./ui/support/given-page.tsx'),
  },
  {
    path: '/o/:organisation/support/nouvelle',
    title: 'Assister quelqu’un',
    permission: 'people.support',
    lazy: () => import('./ui/support/begin-page.tsx'),
  },
  { path: '/o/:organisation/assistance', title: 'Assistances reçues', permission: 'signed-in', lazy: () => import('./ui/support/received-page.tsx') },
] as const;

const applications = 'people.administer-applications';
const federationPages = [
  { path: '/compte/identites', title: 'Mes identités', permission: 'signed-in', lazy: () => import('./ui/federation/identities-page.tsx') },
  {
    path: '/o/:organisation/fournisseurs-identite',
    title: 'Fournisseurs d’identité',
    permission: 'people.manage-providers',
    lazy: () => import('./ui/federation/providers-page.tsx'),
  },
  {
    path: '/o/:organisation/proconnect',
    title: 'ProConnect',
    permission: 'people.manage-providers',
    lazy: () => import('./ui/federation/proconnect-page.tsx'),
  },
] as const;

const manageSuite = 'people.manage-la-suite';
const suitePages = [
  { path: '/o/:organisation/la-suite', title: 'La Suite territoriale', permission: manageSuite, lazy: () => import('./ui/la-suite/suite-page.tsx') },
  {
    path: '/o/:organisation/la-suite/:id',
    title: 'Application de La Suite',
    permission: manageSuite,
    lazy: () => import('./ui/la-suite/service-page.tsx'),
  },
] as const;

const readOutbox = 'people.read-outbox';

export default defineRoomUi({
  pages: [
    ...programPages,
    {
      path: '/compte/applications',
      title: 'Mes applications',
      permission: 'signed-in',
      lazy: () => import('./ui/applications/my-applications-page.tsx'),
    },
    {
      path: '/o/:organisation/applications',
      title: 'Applications',
      permission: applications,
      lazy: () => import('./ui/applications/applications-page.tsx'),
    },
    {
      path: '/o/:organisation/applications/nouvelle',
      title: 'Déclarer une application',
      permission: applications,
      lazy: () => import('./ui/applications/new-application-page.tsx'),
    },
    {
      path: '/o/:organisation/applications/:id',
      title: 'Application',
      permission: applications,
      lazy: () => import('./ui/applications/application-page.tsx'),
    },
    {
      path: '/o/:organisation/applications/:id/modifier',
      title: 'Modifier l’application',
      permission: applications,
      lazy: () => import('./ui/applications/change-application-page.tsx'),
    },
    ...suitePages,
    ...federationPages,
    { path: '/notifications', title: 'Notifications', permission: 'signed-in', lazy: () => import('./ui/notices-page.tsx') },
    { path: '/compte', title: 'Mon compte', permission: 'signed-in', lazy: () => import('./ui/account-page.tsx') },
    { path: '/o/:organisation/messages', title: 'Messages envoyés', permission: readOutbox, lazy: () => import('./ui/messages-page.tsx') },
    { path: '/o/:organisation/messages/:id', title: 'Message', permission: readOutbox, lazy: () => import('./ui/message-page.tsx') },
    ...signInPages,
    ...administrationPages,
    ...directoryPages,
    ...movementPages,
    {
      path: '/o/:organisation/annuaire-ldap',
      title: 'Annuaire LDAP',
      permission: 'people.connect-ldap',
      lazy: () => import('./ui/ldap/ldap-page.tsx'),
    },
    ...supportPages,
  ],
  folds: { Réglages: 'Connexions et échanges' },
  navigation: [
    ...programEntries,
    ...administrationEntries,
    { label: 'Applications', icon: IconApps, to: '/o/:organisation/applications', permission: applications, group: 'Réglages' },
    { label: 'La Suite territoriale', icon: IconLayoutGrid, to: '/o/:organisation/la-suite', permission: manageSuite, group: 'Réglages' },
    ...signInEntries,
    {
      label: 'Fournisseurs d’identité',
      icon: IconShieldCheck,
      to: '/o/:organisation/fournisseurs-identite',
      permission: 'people.manage-providers',
      group: 'Réglages',
    },
    { label: 'Annuaire', icon: IconAddressBook, to: '/o/:organisation/annuaire', permission: readDirectory, group: 'Collectivité' },
    { label: 'Arrivées et départs', icon: IconArrowsExchange, to: '/o/:organisation/mouvements', permission: readPeople, group: 'Collectivité' },
    { label: 'Assistance aux membres', icon: IconLifebuoy, to: '/o/:organisation/support', permission: 'people.support', group: 'Collectivité' },
    { label: 'Assistances reçues', icon: IconEye, to: '/o/:organisation/assistance', permission: 'people.read-support', group: 'Réglages' },
    { label: 'Annuaire LDAP', icon: IconServer, to: '/o/:organisation/annuaire-ldap', permission: 'people.connect-ldap', group: 'Réglages' },
    { label: 'Messages envoyés', icon: IconMail, to: '/o/:organisation/messages', permission: readOutbox, group: 'Réglages' },
  ],
  personal: [
    { label: 'Mes applications', icon: IconApps, to: '/compte/applications' },
    { label: 'Notifications', icon: IconBell, to: '/notifications' },
    { label: 'Mon compte', icon: IconUserCircle, to: '/compte' },
    ...programPersonal,
  ],
  commands: [
    ...programCommands,
    ...administrationCommands,
    {
      label: 'Déclarer une application',
      to: '/o/:organisation/applications/nouvelle',
      permission: applications,
      keywords: ['sso', 'openid', 'connexion', 'logiciel'],
    },
    { label: 'Rattacher mon identité ProConnect', to: '/compte/identites', permission: 'signed-in', keywords: ['connexion', 'sso'] },
    { label: 'Changer mon mot de passe', to: '/compte', permission: 'signed-in', keywords: ['sécurité', 'connexion'] },
    { label: 'Organigramme', to: '/o/:organisation/annuaire/organigramme', permission: readDirectory, keywords: ['services', 'responsable'] },
    {
      label: 'Chercher une personne ailleurs',
      to: '/o/:organisation/annuaire/ailleurs',
      permission: readDirectory,
      keywords: ['annuaire', 'territoire'],
    },
    { label: 'Préparer une arrivée', to: '/o/:organisation/mouvements/arrivee', permission: administer, keywords: ['recrutement', 'nouvel agent'] },
    {
      label: 'Préparer un départ',
      to: '/o/:organisation/mouvements/depart',
      permission: administer,
      keywords: ['mutation', 'retraite', 'fin de mandat'],
    },
    { label: 'Renouveler l’assemblée', to: '/o/:organisation/mouvements/renouvellement', permission: administer, keywords: ['élection', 'conseil'] },
    { label: 'Assister un membre', to: '/o/:organisation/support/nouvelle', permission: 'people.support', keywords: ['dépannage', 'agir au nom de'] },
    { label: 'Réunir mes comptes', to: '/compte', permission: 'signed-in', keywords: ['doublon', 'deux comptes'] },
    { label: 'Fermer mes autres sessions', to: '/compte', permission: 'signed-in', keywords: ['appareil', 'déconnexion', 'sécurité'] },
    { label: 'Choisir mes courriels de notification', to: '/notifications', permission: 'signed-in', keywords: ['mail', 'e-mail', 'résumé'] },
  ],
});
