// SPDX-License-Identifier: EUPL-1.2
import type { ServiceTile } from '#platform/room.ts';

export const services: readonly ServiceTile[] = [
  {
    key: 'organisations.bodies',
    title: 'Collectivités',
    description: 'Retrouver une collectivité et ce que l’on sait d’elle.',
    icon: 'town-hall',
    href: '/o/:organisation/collectivites',
    permission: 'organisations.read',
    audience: 'operator',
  },
  {
    key: 'organisations.territory',
    title: 'Territoire',
    description: 'Les EPCI et les collectivités que vous servez.',
    icon: 'map',
    href: '/o/:organisation/territoire',
    permission: 'organisations.read',
    audience: 'operator',
  },
  {
    key: 'organisations.appearance',
    title: 'Apparence',
    description: 'Le nom, le logo et les couleurs de vos pages.',
    icon: 'palette',
    href: '/o/:organisation/apparence',
    permission: 'organisations.edit-appearance',
    audience: 'operator',
  },
  {
    key: 'organisations.legal',
    title: 'Mentions légales',
    description: 'L’éditeur, l’hébergeur et l’accessibilité de vos pages.',
    icon: 'scale',
    href: '/o/:organisation/mentions',
    permission: 'organisations.edit-legal',
    audience: 'operator',
  },
];
