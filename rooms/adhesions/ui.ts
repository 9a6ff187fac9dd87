// SPDX-License-Identifier: EUPL-1.2
import { IconCertificate } from '@tabler/icons-react';
import { defineRoomUi } from '#ui/room-ui.ts';

const readOwn = 'adhesions.read-own';

export default defineRoomUi({
  pages: [
    {
      path: '/o/:organisation/mon-adhesion',
      title: 'Mon adhésion',
      permission: readOwn,
      lazy: () => import('./ui/my-adhesion/my-adhesion-page.tsx'),
    },
    {
      path: '/o/:organisation/mon-adhesion/conventions',
      title: 'Mes conventions',
      permission: readOwn,
      lazy: () => import('./ui/my-adhesion/my-conventions-page.tsx'),
    },
    {
      path: '/o/:organisation/mon-adhesion/conventions/:convention',
      title: 'Convention',
      permission: readOwn,
      lazy: () => import('./ui/my-adhesion/my-convention-page.tsx'),
    },
  ],
  navigation: [{ label: 'Mon adhésion', icon: IconCertificate, to: '/o/:organisation/mon-adhesion', permission: readOwn, group: 'Opérateur' }],
  commands: [
    {
      label: 'Voir mon adhésion',
      to: '/o/:organisation/mon-adhesion',
      permission: readOwn,
      keywords: ['convention', 'opérateur', 'tarif', 'échéance'],
    },
  ],
  cards: [{ name: 'my-adhesion', title: 'Mon adhésion', permission: readOwn, lazy: () => import('./ui/my-adhesion/adhesion-card.tsx') }],
});
