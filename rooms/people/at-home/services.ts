// SPDX-License-Identifier: EUPL-1.2
import type { ServiceTile } from '#platform/room.ts';

export const services: readonly ServiceTile[] = [
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
