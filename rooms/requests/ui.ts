// SPDX-License-Identifier: EUPL-1.2
import { IconChecklist } from '@tabler/icons-react';
import { defineRoomUi } from '#ui/room-ui.ts';

const ask = 'home.request-service';

export default defineRoomUi({
  pages: [{ path: '/o/:organisation/mes-demandes', title: 'Mes demandes', permission: ask, lazy: () => import('./ui/requests-page.tsx') }],
  navigation: [{ label: 'Mes demandes', icon: IconChecklist, to: '/o/:organisation/mes-demandes', permission: ask, group: 'Opérateur' }],
  commands: [{ label: 'Suivre mes demandes', to: '/o/:organisation/mes-demandes', permission: ask, keywords: ['service', 'devis', 'avenant'] }],
  parts: [
    {
      place: 'home.request',
      name: 'requests.prepare-quote',
      permission: 'requests.prepare-quote',
      lazy: () => import('./ui/prepare-quote.tsx'),
    },
  ],
});
