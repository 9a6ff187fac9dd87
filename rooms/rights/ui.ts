// SPDX-License-Identifier: EUPL-1.2
import { IconGauge, IconKey, IconReportAnalytics } from '@tabler/icons-react';
import { defineRoomUi } from '#ui/room-ui.ts';

const follow = 'rights.follow';
const oversee = 'rights.oversee';
const granted = '/o/:organisation/droits-des-collectivites';
const rightPage = () => import('./ui/right-page.tsx');

export default defineRoomUi({
  pages: [
    { path: '/o/:organisation/droits', title: 'Mes droits et consommations', permission: follow, lazy: () => import('./ui/my-rights-page.tsx') },
    { path: '/o/:organisation/droits/:right', title: 'Un droit', permission: follow, lazy: rightPage },
    { path: '/o/:organisation/consommations', title: 'Consommations', permission: oversee, lazy: () => import('./ui/consumption-page.tsx') },
    { path: granted, title: 'Droits des collectivités', permission: oversee, lazy: () => import('./ui/bodies-page.tsx') },
    { path: `${granted}/:body`, title: 'Droits d’une collectivité', permission: oversee, lazy: () => import('./ui/granted-page.tsx') },
    { path: `${granted}/:body/:right`, title: 'Un droit', permission: oversee, lazy: rightPage },
    { path: '/o/:organisation/services-ouverts', title: 'Services ouverts', permission: oversee, lazy: () => import('./ui/services-page.tsx') },
    { path: '/o/:organisation/services-ouverts/:service', title: 'Un service', permission: oversee, lazy: () => import('./ui/service-page.tsx') },
  ],
  navigation: [
    { label: 'Mes droits', icon: IconGauge, to: '/o/:organisation/droits', permission: follow, group: 'Opérateur' },
    { label: 'Consommations', icon: IconReportAnalytics, to: '/o/:organisation/consommations', permission: oversee, group: 'Territoire' },
    { label: 'Droits ouverts', icon: IconKey, to: granted, permission: oversee, group: 'Territoire' },
  ],
  commands: [
    {
      label: 'Voir mes droits et consommations',
      to: '/o/:organisation/droits',
      permission: follow,
      keywords: ['quota', 'stockage', 'Go', 'reste', 'crédit'],
    },
    {
      label: 'Voir les consommations',
      to: '/o/:organisation/consommations',
      permission: oversee,
      keywords: ['quota', 'dépassement', 'alerte', 'seuil'],
    },
    {
      label: 'Suspendre ou compléter des droits',
      to: granted,
      permission: oversee,
      keywords: ['quota', 'complément', 'suspension', 'impayé'],
    },
    { label: 'Voir qui se sert d’un service', to: '/o/:organisation/services-ouverts', permission: oversee, keywords: ['usage', 'collectivités'] },
  ],
  cards: [
    { name: 'rights', title: 'Mes droits et consommations', permission: follow, lazy: () => import('./ui/rights-card.tsx') },
    { name: 'consumption', title: 'Consommations à surveiller', permission: oversee, lazy: () => import('./ui/consumption-card.tsx') },
  ],
});
