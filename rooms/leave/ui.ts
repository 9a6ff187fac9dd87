// SPDX-License-Identifier: EUPL-1.2
import { IconBeach } from '@tabler/icons-react';
import { defineRoomUi } from '#ui/room-ui.ts';

const ask = 'leave.request';
const manage = 'leave.manage';

export default defineRoomUi({
  pages: [
    { path: '/o/:organisation/conges', title: 'Mes congés', permission: ask, lazy: () => import('./ui/mine/my-leave-page.tsx') },
    { path: '/o/:organisation/conges/demande', title: 'Demander une absence', permission: ask, lazy: () => import('./ui/ask/ask-page.tsx') },
    { path: '/o/:organisation/conges/demandes/:request', title: 'Absence', permission: ask, lazy: () => import('./ui/request/request-page.tsx') },
    {
      path: '/o/:organisation/conges/a-repondre',
      title: 'Demandes à répondre',
      permission: ask,
      lazy: () => import('./ui/request/to-answer-page.tsx'),
    },
    {
      path: '/o/:organisation/conges/planning',
      title: 'Planning des absences',
      permission: ask,
      lazy: () => import('./ui/planning/planning-page.tsx'),
    },
    { path: '/o/:organisation/conges/annee', title: 'Mon année', permission: ask, lazy: () => import('./ui/planning/my-year-page.tsx') },
    {
      path: '/o/:organisation/conges/import',
      title: 'Importer les agents et leurs soldes',
      permission: manage,
      lazy: () => import('./ui/import/import-page.tsx'),
    },
    { path: '/mes-conges', title: 'Mes absences', permission: 'signed-in', lazy: () => import('./ui/mine/my-employers-page.tsx') },
  ],
  personal: [{ label: 'Mes absences', icon: IconBeach, to: '/mes-conges' }],
  navigation: [{ label: 'Congés et absences', icon: IconBeach, to: '/o/:organisation/conges', permission: ask, group: 'Bureau' }],
  commands: [
    { label: 'Demander une absence', to: '/o/:organisation/conges/demande', permission: ask, keywords: ['congé', 'vacances', 'RTT', 'poser'] },
    { label: 'Voir qui est absent', to: '/o/:organisation/conges/planning', permission: ask, keywords: ['planning', 'présents', 'calendrier'] },
    {
      label: 'Importer des agents et leurs congés',
      to: '/o/:organisation/conges/import',
      permission: manage,
      keywords: ['Jorani', 'CSV', 'tableur', 'soldes', 'reprise'],
    },
    { label: 'Voir mes absences chez tous mes employeurs', to: '/mes-conges', permission: 'signed-in', keywords: ['congé', 'calendrier'] },
  ],
});
