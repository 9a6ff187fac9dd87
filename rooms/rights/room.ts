// SPDX-License-Identifier: EUPL-1.2
import { defineRoom } from '#platform/room.ts';
import { bodyData, personalData } from './body-data.ts';
import { refusals } from './contract.ts';
import { eventLabels, events } from './events.ts';
import { rights } from './provider.ts';
import { routes } from './routes.ts';

export default defineRoom({
  name: 'rights',
  floor: 'foundation',
  title: 'Droits et consommations',
  needs: ['organisations', 'catalogue'],
  permissions: {
    'rights.read': {
      forPrograms: true,
      label: 'Voir les droits de la collectivité et ce qu’elle en a utilisé',
      roles: ['administrator', 'account-manager', 'accountant', 'technician', 'body-administrator', 'dgs', 'secretary', 'president'],
    },
    'rights.grant': { label: 'Compléter à la main le droit d’une collectivité', roles: ['administrator', 'account-manager'] },
    'rights.suspend': { label: 'Suspendre et rétablir les droits d’une collectivité', roles: ['administrator', 'accountant'] },
    'rights.report': { forPrograms: true, label: 'Remonter la consommation d’un service tenu ailleurs', roles: ['administrator', 'technician'] },
  },
  refusals,
  events,
  eventLabels,
  routes,
  personalData,
  bodyData,
  provides: { rights },
});
