// SPDX-License-Identifier: EUPL-1.2
import { defineRoom } from '#platform/room.ts';
import { followTerritory } from './announcements/follow-territory.ts';
import { bodyData, personalData } from './body-data.ts';
import { refusals } from './contract.ts';
import { demonstration } from './demonstration.ts';
import { hasFavourite } from './desk/has-favourite.ts';
import { eventLabels, events } from './events.ts';
import { tellAsker, tellOperator } from './requests/tell-operator.ts';
import { routes } from './routes.ts';
import { services } from './services.ts';
import { requestsToAnswer } from './to-do.ts';

export default defineRoom({
  name: 'home',
  floor: 'top',
  title: 'Bureau virtuel',
  needs: ['organisations', 'people'],
  permissions: {
    'home.request-service': {
      label: 'Demander un service à l’opérateur',
      roles: ['body-administrator', 'dgs', 'secretary', 'president'],
      withheldFromSupport: true,
    },
    'home.answer-requests': { label: 'Répondre aux demandes de services des collectivités', roles: ['administrator', 'account-manager'] },
    'home.announce': { label: 'Publier annonces, maintenances et incidents', roles: ['administrator', 'account-manager', 'technician'] },
  },
  // The bureau virtuel is itself in the catalogues: nobody who reads it need ask for it.
  sells: ['bureau-virtuel'],
  refusals,
  events,
  eventLabels,
  routes,
  jobs: [{ name: 'home.follow-territory', cron: '23 4 * * *', handler: followTerritory }],
  listens: [
    { event: 'home.service-requested', name: 'home.tell-operator', handler: tellOperator },
    { event: 'home.service-answered', name: 'home.tell-asker', handler: tellAsker },
  ],
  toDo: [{ name: 'home.requests', permission: 'home.answer-requests', list: requestsToAnswer }],
  services,
  firstSteps: [
    {
      key: 'home.favourite',
      title: 'Épingler vos services',
      detail: 'Ceux que vous ouvrez chaque jour viennent en tête, dans votre ordre.',
      href: '/o/:organisation',
      permission: 'signed-in',
      isDone: hasFavourite,
    },
  ],
  personalData,
  bodyData,
  demonstration,
});
