// SPDX-License-Identifier: EUPL-1.2
import { defineRoom } from '#platform/room.ts';
import { bodyData, personalData } from './body-data.ts';
import { demonstration } from './demonstration.ts';
import { eventLabels, events } from './events.ts';
import { colours } from './legal/colours.ts';
import { prepareOwners } from './legal/owner-in-memory.ts';
import { prepareOperators } from './operators/operator-in-memory.ts';
import { permissions } from './permissions.ts';
import { refusals } from './contract/refusals.ts';
import { prepareRegister } from './register/register-in-memory.ts';
import { routes } from './routes.ts';
import { bodiesSource } from './search/palette.ts';
import { services } from './services.ts';

export default defineRoom({
  name: 'organisations',
  floor: 'foundation',
  title: 'Collectivités',
  needs: [],
  permissions,
  refusals,
  events,
  eventLabels,
  routes,
  protocols: [colours],
  search: [bodiesSource],
  services,
  personalData,
  bodyData,
  demonstration,
  async prepare(house) {
    await prepareRegister(house);
    await prepareOperators(house);
    await prepareOwners(house);
  },
});
