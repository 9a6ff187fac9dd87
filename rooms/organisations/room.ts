// SPDX-License-Identifier: EUPL-1.2
import { defineRoom } from '#platform/room.ts';
import { refusals } from './contract.ts';
import { prepareRegister } from './register/register-in-memory.ts';
import { routes } from './routes.ts';

export default defineRoom({
  name: 'organisations',
  floor: 'foundation',
  title: 'Collectivités',
  needs: [],
  refusals,
  routes,
  prepare: prepareRegister,
});
