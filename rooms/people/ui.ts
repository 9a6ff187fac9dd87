// SPDX-License-Identifier: EUPL-1.2
import { IconBell, IconMail, IconUserCircle } from '@tabler/icons-react';
import { defineRoomUi } from '#ui/room-ui.ts';

const readOutbox = 'people.read-outbox';

export default defineRoomUi({
  pages: [
    { path: '/notifications', title: 'Notifications', permission: 'signed-in', lazy: () => import('./ui/notices-page.tsx') },
    { path: '/compte', title: 'Mon compte', permission: 'signed-in', lazy: () => import('./ui/account-page.tsx') },
    { path: '/o/:organisation/messages', title: 'Messages envoyés', permission: readOutbox, lazy: () => import('./ui/messages-page.tsx') },
    { path: '/o/:organisation/messages/:id', title: 'Message', permission: readOutbox, lazy: () => import('./ui/message-page.tsx') },
  ],
  navigation: [{ label: 'Messages envoyés', icon: IconMail, to: '/o/:organisation/messages', permission: readOutbox, group: 'Réglages' }],
  personal: [
    { label: 'Notifications', icon: IconBell, to: '/notifications' },
    { label: 'Mon compte', icon: IconUserCircle, to: '/compte' },
  ],
  commands: [
    { label: 'Changer mon mot de passe', to: '/compte', permission: 'signed-in', keywords: ['sécurité', 'connexion'] },
    { label: 'Fermer mes autres sessions', to: '/compte', permission: 'signed-in', keywords: ['appareil', 'déconnexion', 'sécurité'] },
    { label: 'Choisir mes courriels de notification', to: '/notifications', permission: 'signed-in', keywords: ['mail', 'e-mail', 'résumé'] },
  ],
});
