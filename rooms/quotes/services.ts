// SPDX-License-Identifier: EUPL-1.2
import type { ServiceTile } from '#platform/room.ts';

export const services: readonly ServiceTile[] = [
  {
    key: 'quotes.quotes',
    title: 'Devis',
    description: 'Établir, envoyer et suivre les devis.',
    icon: 'file-euro',
    href: '/o/:organisation/devis',
    permission: 'quotes.read',
    audience: 'operator',
  },
  {
    key: 'quotes.received',
    title: 'Devis reçus',
    description: 'Lire les propositions de votre opérateur et y répondre.',
    icon: 'inbox',
    href: '/o/:organisation/devis-recus',
    permission: 'quotes.read-received',
    audience: 'member',
  },
  {
    key: 'quotes.simulator',
    title: 'Simulateur de prix',
    description: 'Savoir en quelques clics ce que coûterait une adhésion.',
    icon: 'calculator',
    href: '/simulateur',
    permission: 'public',
    audience: 'all',
  },
];
