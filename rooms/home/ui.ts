// SPDX-License-Identifier: EUPL-1.2
import { IconHome, IconInbox, IconLayoutGridAdd, IconSpeakerphone } from '@tabler/icons-react';
import { defineRoomUi } from '#ui/room-ui.ts';

declare module '#ui/room-ui.ts' {
  interface PartPlaces {
    /** Above the answer to a request for a service. */
    'home.request': { requestId: string };
  }
}

const announce = 'home.announce';
const answer = 'home.answer-requests';
const ask = 'home.request-service';

export default defineRoomUi({
  pages: [
    { path: '/', title: 'Accueil', permission: 'signed-in', lazy: () => import('./ui/my-home-page.tsx') },
    { path: '/o/:organisation', title: 'Accueil', permission: 'signed-in', lazy: () => import('./ui/home-page.tsx') },
    { path: '/o/:organisation/services', title: 'Services proposés', permission: ask, lazy: () => import('./ui/services-page.tsx') },
    { path: '/recherche', title: 'Recherche', permission: 'signed-in', lazy: () => import('./ui/search-page.tsx') },
    {
      path: '/o/:organisation/demandes-de-services',
      title: 'Demandes de services',
      permission: answer,
      lazy: () => import('./ui/requests-page.tsx'),
    },
    { path: '/o/:organisation/annonces', title: 'Annonces', permission: announce, lazy: () => import('./ui/announcements-page.tsx') },
    { path: '/o/:organisation/annonces/nouvelle', title: 'Nouvelle annonce', permission: announce, lazy: () => import('./ui/announcement-page.tsx') },
    { path: '/o/:organisation/annonces/:announcement', title: 'Annonce', permission: announce, lazy: () => import('./ui/announcement-page.tsx') },
  ],
  navigation: [
    { label: 'Accueil', icon: IconHome, to: '/o/:organisation', permission: 'signed-in', group: 'Bureau' },
    { label: 'Demandes de services', icon: IconInbox, to: '/o/:organisation/demandes-de-services', permission: answer, group: 'Offre' },
    { label: 'Annonces', icon: IconSpeakerphone, to: '/o/:organisation/annonces', permission: announce, group: 'Territoire' },
    { label: 'Services proposés', icon: IconLayoutGridAdd, to: '/o/:organisation/services', permission: ask, group: 'Opérateur' },
  ],
  commands: [
    {
      label: 'Publier une annonce',
      to: '/o/:organisation/annonces/nouvelle',
      permission: announce,
      keywords: ['incident', 'maintenance', 'prévenir'],
    },
    { label: 'Demander un service', to: '/o/:organisation/services', permission: ask, keywords: ['opérateur', 'catalogue'] },
    { label: 'Voir toutes mes collectivités', to: '/', permission: 'signed-in', keywords: ['accueil', 'à traiter'] },
  ],
});
