// SPDX-License-Identifier: EUPL-1.2
import { IconListDetails } from '@tabler/icons-react';
import { defineRoomUi } from '../../room-ui.ts';

export default defineRoomUi({
  pages: [
    { path: '/o/:organisation/catalogue', title: 'Catalogue', permission: 'catalogue.read', lazy: () => import('./catalogue-page.tsx') },
    { path: '/o/:organisation/catalogue/:offer', title: 'Offre', permission: 'catalogue.read', lazy: () => import('./broken-page.tsx') },
  ],
  navigation: [{ label: 'Catalogue', icon: IconListDetails, to: '/o/:organisation/catalogue', permission: 'catalogue.read', group: 'Offre' }],
});
