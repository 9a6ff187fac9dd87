// SPDX-License-Identifier: EUPL-1.2
import { IconBeach } from '@tabler/icons-react';
import { defineRoomUi } from '#ui/room-ui.ts';

const ask = 'leave.request';

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
  ],
  navigation: [{ label: 'Congés et absences', icon: IconBeach, to: '/o/:organisation/conges', permission: ask, group: 'Bureau' }],
  commands: [
    { label: 'Demander une absence', to: '/o/:organisation/conges/demande', permission: ask, keywords: ['congé', 'vacances', 'RTT', 'poser'] },
  ],
});
