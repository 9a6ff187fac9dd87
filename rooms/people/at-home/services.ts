// SPDX-License-Identifier: EUPL-1.2
import type { ServiceTile } from '#platform/room.ts';

export const services: readonly ServiceTile[] = [
  {
    key: 'people.directory',
    title: 'Annuaire',
    description: 'Joindre un collègue, un élu, un service.',
    icon: 'directory',
    href: '/o/:organisation/annuaire',
    permission: 'people.read-directory',
    audience: 'all',
  },
  {
    key: 'people.movements',
    title: 'Arrivées et départs',
    description: 'Ouvrir et fermer les comptes au bon moment.',
    icon: 'users',
    href: '/o/:organisation/mouvements',
    permission: 'people.administer',
    audience: 'all',
  },
  {
    key: 'people.support',
    title: 'Assistance aux membres',
    description: 'Agir au nom d’une personne qui vous le demande.',
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
