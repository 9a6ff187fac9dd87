// SPDX-License-Identifier: EUPL-1.2
import { defineRoom } from '#platform/room.ts';
import { bodyData, personalData } from './body-data.ts';
import { refusals } from './contract.ts';
import { demonstration } from './demonstration.ts';
import { eventLabels, events } from './events.ts';
import { permissions } from './permissions.ts';
import { tellEpci } from './rollup/tell-epci.ts';
import { routes } from './routes.ts';
import { FINISH_WEEK, ROLL_UP, WRITE_SOME } from './weekly/begin-run.ts';
import { finishWeek } from './weekly/finish-week.ts';
import { writeReports } from './weekly/write-reports.ts';
import { writeSome } from './weekly/write-some.ts';

export default defineRoom({
  name: 'reports',
  floor: 'top',
  title: 'Rapport hebdomadaire',
  needs: ['organisations', 'people'],
  permissions,
  refusals,
  events,
  eventLabels,
  routes,
  jobs: [
    // Every ten minutes rather than on Monday alone: what an outage held up is made up.
    { name: 'reports.write', cron: '*/10 * * * *', withoutTransaction: true, handler: writeReports },
    { name: WRITE_SOME, atOnce: 4, withoutTransaction: true, handler: (ctx, data) => writeSome(ctx, data) },
    { name: FINISH_WEEK, withoutTransaction: true, handler: finishWeek },
    { name: ROLL_UP, handler: tellEpci },
  ],
  services: [
    {
      key: 'reports.weekly',
      title: 'Rapport hebdomadaire',
      description: 'Ce qui est protégé, ce qui est tombé en panne, ce qu’il faut faire.',
      icon: 'file',
      href: '/o/:organisation/rapports',
      permission: 'reports.read',
      audience: 'member',
    },
    {
      key: 'reports.territory',
      title: 'La semaine du territoire',
      description: 'Les rapports hebdomadaires de toutes les collectivités.',
      icon: 'chart',
      href: '/o/:organisation/rapports/territoire',
      permission: 'reports.read-territory',
      audience: 'operator',
    },
  ],
  personalData,
  bodyData,
  demonstration,
});
