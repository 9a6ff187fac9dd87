// SPDX-License-Identifier: EUPL-1.2
import { IconListDetails } from '@tabler/icons-react';
import { defineRoomUi } from '#ui/room-ui.ts';

const read = 'catalogue.read';
const edit = 'catalogue.edit';

export default defineRoomUi({
  pages: [
    { path: '/o/:organisation/catalogue', title: 'Catalogue', permission: read, lazy: () => import('./ui/editions-page.tsx') },
    { path: '/o/:organisation/catalogue/nouveau', title: 'Nouveau projet', permission: edit, lazy: () => import('./ui/draft-page.tsx') },
    { path: '/o/:organisation/catalogue/comparer', title: 'Comparer deux éditions', permission: read, lazy: () => import('./ui/compare-page.tsx') },
    { path: '/o/:organisation/catalogue/:edition', title: 'Édition', permission: read, lazy: () => import('./ui/edition-page.tsx') },
    { path: '/o/:organisation/catalogue/:edition/reviser', title: 'Réviser', permission: edit, lazy: () => import('./ui/revise-page.tsx') },
    { path: '/o/:organisation/catalogue/:edition/simuler', title: 'Simuler', permission: read, lazy: () => import('./ui/simulation-page.tsx') },
    { path: '/o/:organisation/catalogue/:edition/vote', title: 'Enregistrer le vote', permission: edit, lazy: () => import('./ui/vote-page.tsx') },
    {
      path: '/o/:organisation/catalogue/:edition/mise-en-vigueur',
      title: 'Mettre en vigueur',
      permission: 'catalogue.put-in-force',
      lazy: () => import('./ui/put-in-force-page.tsx'),
    },
  ],
  navigation: [{ label: 'Catalogue et tarifs', icon: IconListDetails, to: '/o/:organisation/catalogue', permission: read, group: 'Offre' }],
  commands: [
    {
      label: 'Préparer un projet de tarifs',
      to: '/o/:organisation/catalogue/nouveau',
      permission: edit,
      keywords: ['édition', 'réviser', 'augmenter'],
    },
    {
      label: 'Comparer deux éditions du catalogue',
      to: '/o/:organisation/catalogue/comparer',
      permission: read,
      keywords: ['différences', 'écarts'],
    },
  ],
});
