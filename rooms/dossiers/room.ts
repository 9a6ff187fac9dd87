// SPDX-License-Identifier: EUPL-1.2
import { defineRoom } from '#platform/room.ts';
import { bodyData, personalData } from './body-data.ts';
import { refusals } from './contract.ts';
import { eventLabels, events } from './events.ts';
import { remindHolders } from './remind-holders.ts';
import { routes } from './routes.ts';
import { tellMessage, tellWhoMustAct } from './tell-people.ts';
import { dossiersToDo } from './to-do.ts';
import { typesOf } from './types-of-house.ts';

export default defineRoom({
  name: 'dossiers',
  floor: 'foundation',
  title: 'Dossiers',
  needs: ['organisations', 'people'],
  refusals,
  events,
  eventLabels,
  routes,
  jobs: [{ name: 'dossiers.remind', cron: '15 6 * * *', handler: remindHolders }],
  listens: [
    { event: 'dossiers.opened', name: 'dossiers.tell-opened', handler: tellWhoMustAct },
    { event: 'dossiers.moved', name: 'dossiers.tell-moved', handler: tellWhoMustAct },
    { event: 'dossiers.message-said', name: 'dossiers.tell-message', handler: tellMessage },
  ],
  toDo: [{ name: 'dossiers.to-do', permission: 'signed-in', list: dossiersToDo }],
  personalData,
  bodyData,
  async prepare(house) {
    // A type that does not hold together stops the start.
    typesOf(house);
  },
});
