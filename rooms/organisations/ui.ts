// SPDX-License-Identifier: EUPL-1.2
import { IconBuildingCommunity, IconMap2, IconPalette, IconScale } from '@tabler/icons-react';
import { defineRoomUi } from '#ui/room-ui.ts';

export default defineRoomUi({
  pages: [
    { path: '/o/:organisation/collectivites', title: 'Collectivités', permission: 'organisations.read', lazy: () => import('./ui/bodies-page.tsx') },
    {
      path: '/o/:organisation/collectivites/declarer',
      title: 'Déclarer une collectivité',
      permission: 'organisations.declare',
      lazy: () => import('./ui/declare-page.tsx'),
    },
    {
      path: '/o/:organisation/collectivites/importer',
      title: 'Importer des collectivités',
      permission: 'organisations.declare',
      lazy: () => import('./ui/import-page.tsx'),
    },
    {
      path: '/o/:organisation/collectivites/:body',
      title: 'Collectivité',
      permission: 'organisations.read',
      lazy: () => import('./ui/body-page.tsx'),
    },
    { path: '/o/:organisation/territoire', title: 'Territoire', permission: 'organisations.read', lazy: () => import('./ui/territory-page.tsx') },
    {
      path: '/o/:organisation/apparence',
      title: 'Apparence',
      permission: 'organisations.edit-appearance',
      lazy: () => import('./ui/appearance-page.tsx'),
    },
    {
      path: '/o/:organisation/mentions',
      title: 'Mentions légales',
      permission: 'organisations.edit-legal',
      lazy: () => import('./ui/legal/legal-page.tsx'),
    },
  ],
  folds: { Réglages: 'Image et mentions' },
  navigation: [
    {
      label: 'Collectivités',
      icon: IconBuildingCommunity,
      to: '/o/:organisation/collectivites',
      permission: 'organisations.read',
      group: 'Territoire',
    },
    { label: 'Territoire', icon: IconMap2, to: '/o/:organisation/territoire', permission: 'organisations.read', group: 'Territoire' },
    { label: 'Apparence', icon: IconPalette, to: '/o/:organisation/apparence', permission: 'organisations.edit-appearance', group: 'Réglages' },
    { label: 'Mentions légales', icon: IconScale, to: '/o/:organisation/mentions', permission: 'organisations.edit-legal', group: 'Réglages' },
  ],
  commands: [
    {
      label: 'Déclarer une collectivité',
      to: '/o/:organisation/collectivites/declarer',
      permission: 'organisations.declare',
      keywords: ['ccas', 'syndicat', 'budget annexe', 'ajouter'],
    },
    {
      label: 'Importer des collectivités (CSV)',
      to: '/o/:organisation/collectivites/importer',
      permission: 'organisations.declare',
      keywords: ['csv', 'tableur', 'fichier'],
    },
  ],
});
