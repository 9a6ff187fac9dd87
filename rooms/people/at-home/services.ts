// SPDX-License-Identifier: EUPL-1.2
import type { ServiceTile } from '#platform/room.ts';

export const services: readonly ServiceTile[] = [
  {
    key: 'people.directory',
    title: 'Annuaire',
    description: 'Joindre les agents et les élus, lire l’organigramme.',
    icon: 'directory',
    href: '/o/:organisation/annuaire',
    permission: 'people.read-directory',
    audience: 'all',
  },
  {
    key: 'people.movements',
    title: 'Arrivées et départs',
    description: 'Ouvrir le premier jour, clore après le dernier.',
    icon: 'transfer',
    href: '/o/:organisation/mouvements',
    permission: 'people.administer',
    audience: 'all',
  },
  {
    key: 'people.support',
    title: 'Assistance aux membres',
    description: 'Dépanner quelqu’un en agissant en son nom.',
    icon: 'help',
    href: '/o/:organisation/support',
    permission: 'people.support',
    audience: 'operator',
  },
  {
    key: 'people.outbox',
    title: 'Messages envoyés',
    description: 'Relire les courriels partis au nom de la collectivité.',
    icon: 'send',
    href: '/o/:organisation/messages',
    permission: 'people.read-outbox',
    audience: 'all',
  },
];
