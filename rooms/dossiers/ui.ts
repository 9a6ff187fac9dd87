// SPDX-License-Identifier: EUPL-1.2
import { IconFolders } from '@tabler/icons-react';
import { defineRoomUi } from '#ui/room-ui.ts';

declare module '#ui/room-ui.ts' {
  interface PartPlaces {
    /** Under the next acts of a dossier; `of` names its types. */
    'dossiers.page': { dossierId: string };
  }
}

export default defineRoomUi({
  pages: [
    { path: '/o/:organisation/dossiers', title: 'Dossiers', permission: 'signed-in', lazy: () => import('./ui/dossiers-page.tsx') },
    { path: '/o/:organisation/dossiers/:dossier', title: 'Dossier', permission: 'signed-in', lazy: () => import('./ui/dossier-page.tsx') },
  ],
  navigation: [{ label: 'Dossiers', icon: IconFolders, to: '/o/:organisation/dossiers', permission: 'signed-in', group: 'Bureau' }],
});
