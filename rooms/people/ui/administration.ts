// SPDX-License-Identifier: EUPL-1.2
/** Screens by which a body administers its people: data and lazy imports, for `ui.ts`. */
import { IconArrowsSplit2, IconAt, IconShieldCheck, IconUsers, IconUsersGroup } from '@tabler/icons-react';
import type { RoomUi } from '#ui/room-ui.ts';

const read = 'people.read';
const administer = 'people.administer';
const colleagues = 'people.see-colleagues';

export const administrationPages: RoomUi['pages'] = [
  { path: '/o/:organisation/personnes', title: 'Personnes', permission: read, lazy: () => import('./mandates/people-page.tsx') },
  {
    path: '/o/:organisation/personnes/nouvelle',
    title: 'Ouvrir une fonction',
    permission: administer,
    lazy: () => import('./mandates/open-page.tsx'),
  },
  { path: '/o/:organisation/personnes/:id', title: 'Personne', permission: read, lazy: () => import('./mandates/person-page.tsx') },
  {
    path: '/o/:organisation/personnes/:id/modifier',
    title: 'Modifier',
    permission: administer,
    lazy: () => import('./mandates/change-page.tsx'),
  },
  { path: '/o/:organisation/roles', title: 'Rôles', permission: read, lazy: () => import('./roles/roles-page.tsx') },
  {
    path: '/o/:organisation/roles/nouveau',
    title: 'Composer un rôle',
    permission: 'people.compose-roles',
    lazy: () => import('./roles/new-role-page.tsx'),
  },
  { path: '/o/:organisation/roles/:key', title: 'Rôle', permission: read, lazy: () => import('./roles/role-page.tsx') },
  { path: '/o/:organisation/groupes', title: 'Groupes', permission: colleagues, lazy: () => import('./groups/groups-page.tsx') },
  {
    path: '/o/:organisation/groupes/nouveau',
    title: 'Créer un groupe',
    permission: 'people.manage-groups',
    lazy: () => import('./groups/group-page.tsx'),
  },
  { path: '/o/:organisation/groupes/:id', title: 'Groupe', permission: colleagues, lazy: () => import('./groups/group-page.tsx') },
  {
    path: '/o/:organisation/comptes-de-service',
    title: 'Comptes de service',
    permission: read,
    lazy: () => import('./generic-accounts/accounts-page.tsx'),
  },
  {
    path: '/o/:organisation/comptes-de-service/nouveau',
    title: 'Ouvrir un compte',
    permission: administer,
    lazy: () => import('./generic-accounts/account-page.tsx'),
  },
  {
    path: '/o/:organisation/comptes-de-service/:id',
    title: 'Compte de service',
    permission: read,
    lazy: () => import('./generic-accounts/account-page.tsx'),
  },
  { path: '/o/:organisation/delegations', title: 'Délégations', permission: read, lazy: () => import('./delegation/delegations-page.tsx') },
  {
    path: '/o/:organisation/delegations/nouvelle',
    title: 'Déléguer',
    permission: 'people.delegate',
    lazy: () => import('./delegation/grant-page.tsx'),
  },
];

export const administrationEntries: RoomUi['navigation'] = [
  { label: 'Personnes', icon: IconUsers, to: '/o/:organisation/personnes', permission: read, group: 'Collectivité' },
  { label: 'Groupes', icon: IconUsersGroup, to: '/o/:organisation/groupes', permission: colleagues, group: 'Collectivité' },
  { label: 'Rôles', icon: IconShieldCheck, to: '/o/:organisation/roles', permission: read, group: 'Collectivité' },
  { label: 'Comptes de service', icon: IconAt, to: '/o/:organisation/comptes-de-service', permission: read, group: 'Collectivité' },
  { label: 'Délégations', icon: IconArrowsSplit2, to: '/o/:organisation/delegations', permission: read, group: 'Collectivité' },
];

export const administrationCommands: NonNullable<RoomUi['commands']> = [
  {
    label: 'Ouvrir une fonction',
    to: '/o/:organisation/personnes/nouvelle',
    permission: administer,
    keywords: ['inviter', 'agent', 'élu', 'mandat', 'compte', 'arrivée'],
  },
  { label: 'Composer un rôle', to: '/o/:organisation/roles/nouveau', permission: 'people.compose-roles', keywords: ['droits', 'autorisations'] },
  { label: 'Créer un groupe', to: '/o/:organisation/groupes/nouveau', permission: 'people.manage-groups', keywords: ['liste', 'équipe'] },
  {
    label: 'Déléguer l’administration',
    to: '/o/:organisation/delegations/nouvelle',
    permission: 'people.delegate',
    keywords: ['EPCI', 'communes'],
  },
];
