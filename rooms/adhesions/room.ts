// SPDX-License-Identifier: EUPL-1.2
import { defineRoom } from '#platform/room.ts';
import { bodyData, personalData } from './body-data.ts';
import { membershipRefusals, refusals, takeOverRefusals } from './contract.ts';
import { demonstration } from './demonstration.ts';
import { adhesionTypes } from './dossier-types.ts';
import { events } from './events.ts';
import { openConventions } from './open-conventions.ts';
import { routes } from './routes.ts';

export default defineRoom({
  name: 'adhesions',
  floor: 'foundation',
  title: 'Adhésions et conventions',
  needs: ['organisations', 'catalogue', 'quotes', 'dossiers', 'rights'],
  permissions: {
    'adhesions.read': {
      forPrograms: true,
      label: 'Voir les adhésions, les conventions et leurs dossiers',
      roles: ['administrator', 'account-manager', 'accountant', 'technician', 'body-administrator', 'dgs', 'secretary', 'president', 'elected'],
    },
    'adhesions.read-own': {
      label: 'Voir l’adhésion et les conventions de la collectivité',
      roles: ['body-administrator', 'dgs', 'secretary', 'president', 'elected'],
    },
    'adhesions.act': {
      label: 'Faire avancer un dossier d’adhésion',
      roles: ['administrator', 'account-manager', 'body-administrator', 'dgs', 'secretary'],
    },
    'adhesions.conclude': {
      label: 'Ouvrir une adhésion, conclure et terminer une convention',
      roles: ['administrator', 'account-manager'],
      withheldFromSupport: true,
    },
  },
  refusals: { ...refusals, ...membershipRefusals, ...takeOverRefusals },
  events,
  routes,
  jobs: [{ name: 'adhesions.open', cron: '5 0 * * *', handler: openConventions }],
  extends: adhesionTypes,
  personalData,
  bodyData,
  demonstration,
});
