// SPDX-License-Identifier: EUPL-1.2
import { IconFileEuro, IconInbox } from '@tabler/icons-react';
import { defineRoomUi } from '#ui/room-ui.ts';

declare module '#ui/room-ui.ts' {
  interface PartPlaces {
    /** Under what can be done with a quote. */
    'quotes.page': { quoteId: string; isAccepted: boolean };
  }
}

export default defineRoomUi({
  pages: [
    { path: '/o/:organisation/devis', title: 'Devis', permission: 'quotes.read', lazy: () => import('./ui/quotes-page.tsx') },
    { path: '/o/:organisation/devis/nouveau', title: 'Nouveau devis', permission: 'quotes.write', lazy: () => import('./ui/edit-page.tsx') },
    {
      path: '/o/:organisation/devis/reglages',
      title: 'Réglages des devis',
      permission: 'quotes.set-up',
      lazy: () => import('./ui/settings-page.tsx'),
    },
    { path: '/o/:organisation/devis/:quote', title: 'Devis', permission: 'quotes.read', lazy: () => import('./ui/quote-page.tsx') },
    {
      path: '/o/:organisation/devis/:quote/modifier',
      title: 'Modifier un devis',
      permission: 'quotes.write',
      lazy: () => import('./ui/edit-page.tsx'),
    },
    {
      path: '/o/:organisation/devis/:quote/versions',
      title: 'Versions d’un devis',
      permission: 'quotes.read',
      lazy: () => import('./ui/compare-page.tsx'),
    },
    { path: '/o/:organisation/devis-recus', title: 'Devis reçus', permission: 'quotes.read-received', lazy: () => import('./ui/received-page.tsx') },
    {
      path: '/o/:organisation/devis-recus/:quote',
      title: 'Devis reçu',
      permission: 'quotes.read-received',
      lazy: () => import('./ui/received-quote-page.tsx'),
    },
  ],
  navigation: [
    { label: 'Devis', icon: IconFileEuro, to: '/o/:organisation/devis', permission: 'quotes.read', group: 'Offre' },
    { label: 'Devis reçus', icon: IconInbox, to: '/o/:organisation/devis-recus', permission: 'quotes.read-received', group: 'Opérateur' },
  ],
  commands: [
    { label: 'Établir un devis', to: '/o/:organisation/devis/nouveau', permission: 'quotes.write', keywords: ['tarif', 'prix', 'simulation'] },
    {
      label: 'Régler les devis',
      to: '/o/:organisation/devis/reglages',
      permission: 'quotes.set-up',
      keywords: ['seuil', 'validité', 'numérotation'],
    },
  ],
  cards: [{ name: 'quotes', title: 'Devis en cours', permission: 'quotes.read', lazy: () => import('./ui/quotes-card.tsx') }],
});
