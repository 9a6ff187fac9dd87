// SPDX-License-Identifier: EUPL-1.2
import { defineRoom, operatorRoles } from '#platform/room.ts';
import { archiveEnded } from './archive-edition.ts';
import { bodyData, personalData } from './body-data.ts';
import { refusals } from './contract.ts';
import { demonstration } from './demonstration.ts';
import { eventLabels, events } from './events.ts';
import { revisionRefusals } from './price/revise-edition.ts';
import { routes } from './routes.ts';
import { findEditions } from './search-editions.ts';
import { offeredServices } from './offered-services.ts';
import { prepareShelf } from './shelf.ts';
import { editionsToPutInForce } from './to-do.ts';

export default defineRoom({
  name: 'catalogue',
  floor: 'foundation',
  title: 'Catalogue et tarifs',
  needs: ['organisations', 'people'],
  permissions: {
    'catalogue.read': { forPrograms: true, label: 'Consulter le catalogue et ses projets', roles: operatorRoles },
    'catalogue.edit': { label: 'Préparer un projet de catalogue et enregistrer son vote', roles: ['account-manager', 'administrator'] },
    'catalogue.put-in-force': { label: 'Mettre en vigueur ou archiver une édition votée', roles: ['administrator'] },
  },
  refusals: { ...refusals, ...revisionRefusals },
  events,
  eventLabels,
  routes,
  jobs: [{ name: 'catalogue.archive-ended', cron: '7 0 * * *', handler: archiveEnded }],
  search: [{ name: 'catalogue.editions', label: 'Catalogue', permission: 'catalogue.read', find: findEditions }],
  toDo: [{ name: 'catalogue.voted', permission: 'catalogue.put-in-force', list: editionsToPutInForce }],
  services: [
    {
      key: 'catalogue.editions',
      title: 'Catalogue et tarifs',
      description: 'Consulter, réviser et voter ce que vous proposez.',
      icon: 'list',
      href: '/o/:organisation/catalogue',
      permission: 'catalogue.read',
      audience: 'operator',
    },
  ],
  offers: [{ name: 'catalogue.offers', list: offeredServices }],
  personalData,
  bodyData,
  demonstration,
  prepare: prepareShelf,
});
