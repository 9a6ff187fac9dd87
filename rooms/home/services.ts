// SPDX-License-Identifier: EUPL-1.2
import type { ServiceTile } from '#platform/room.ts';

export const services: readonly ServiceTile[] = [
  {
    key: 'home.requests',
    title: 'Demandes de services',
    description: 'Répondre aux collectivités qui demandent un service.',
    icon: 'inbox',
    href: '/o/:organisation/demandes-de-services',
    permission: 'home.answer-requests',
    audience: 'operator',
  },
  {
    key: 'home.announcements',
    title: 'Annonces',
    description: 'Prévenir d’une maintenance, d’un incident, d’une nouveauté.',
    icon: 'megaphone',
    href: '/o/:organisation/annonces',
    permission: 'home.announce',
    audience: 'operator',
  },
  {
    key: 'home.status',
    title: 'État des services',
    description: 'Les incidents et les maintenances, pour tout le monde.',
    icon: 'heart',
    href: '/o/:organisation/etat',
    permission: 'signed-in',
    audience: 'all',
  },
];
