// SPDX-License-Identifier: EUPL-1.2
import { defineRoom } from '#platform/room.ts';
import { bodyData, personalData } from './body-data.ts';
import { expireCarryOvers } from './closing/expire-carry-overs.ts';
import { openNextYear } from './closing/open-next-year.ts';
import { importRefusals, refusals, ruleRefusals, schoolCalendarRefusals, templateRefusals } from './contract.ts';
import { demonstration } from './demonstration.ts';
import { departures } from './departure.ts';
import { eventLabels, events } from './events.ts';
import { listens } from './listens.ts';
import { permissions } from './permissions.ts';
import { routes } from './routes.ts';
import { leaveToDo } from './to-do.ts';

export default defineRoom({
  name: 'leave',
  floor: 'service',
  title: 'Congés et absences',
  needs: ['organisations', 'people'],
  permissions,
  sells: ['conges'],
  refusals: { ...refusals, ...importRefusals, ...ruleRefusals, ...templateRefusals, ...schoolCalendarRefusals },
  events,
  eventLabels,
  routes,
  listens,
  jobs: [
    { name: 'leave.open-year', cron: '20 0 * * *', handler: openNextYear },
    { name: 'leave.expire', cron: '30 0 * * *', handler: expireCarryOvers },
  ],
  departure: departures,
  demonstration,
  toDo: [{ name: 'leave.awaited', permission: 'leave.request', list: leaveToDo }],
  services: [
    {
      key: 'leave.requests',
      title: 'Congés et absences',
      description: 'Demander un congé, voir ce qu’il reste et le planning du service.',
      icon: 'calendar',
      href: '/o/:organisation/conges',
      permission: 'leave.request',
      right: 'conges',
      audience: 'all',
    },
  ],
  personalData,
  bodyData,
});
