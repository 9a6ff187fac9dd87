// SPDX-License-Identifier: EUPL-1.2
import { noticeRoutes } from '#platform/notify/routes.ts';
import { defineRoom } from '#platform/room.ts';
import { bodyData, personalData } from './body-data.ts';
import { refusals } from './contract.ts';
import { demonstration } from './demonstration.ts';
import { events } from './events.ts';
import { jobs } from './jobs.ts';
import { routes } from './routes.ts';
import { identity } from './who-is.ts';

export default defineRoom({
  name: 'people',
  floor: 'foundation',
  title: 'Personnes et connexion',
  needs: ['organisations'],
  permissions: {
    'people.read-outbox': {
      label: 'Relire les messages envoyés par la collectivité',
      roles: ['administrator', 'technician', 'body-administrator'],
    },
  },
  refusals,
  events,
  routes: [...routes, ...noticeRoutes],
  jobs,
  personalData,
  bodyData,
  demonstration,
  provides: { identity },
});
