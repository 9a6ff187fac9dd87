// SPDX-License-Identifier: EUPL-1.2
import { IconFileEuro } from '@tabler/icons-react';
import { defineRoomUi } from '../../room-ui.ts';

export default defineRoomUi({
  pages: [{ path: '/o/:organisation/devis', title: 'Devis', permission: 'quotes.read', lazy: () => import('./parts-page.tsx') }],
  navigation: [
    { label: 'Tous les devis', icon: IconFileEuro, to: '/o/:organisation/devis', permission: 'quotes.read', group: 'Offre' },
    { label: 'Nouveau devis', icon: IconFileEuro, to: '/o/:organisation/devis/nouveau', permission: 'quotes.write', group: 'Offre' },
  ],
  commands: [{ label: 'Établir un devis', to: '/o/:organisation/devis/nouveau', permission: 'quotes.write', keywords: ['tarif', 'prix'] }],
});
