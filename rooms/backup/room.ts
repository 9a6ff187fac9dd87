// SPDX-License-Identifier: EUPL-1.2
import { defineRoom } from '#platform/room.ts';
import { bodyData, personalData } from './body-data.ts';
import { refusals } from './contract.ts';
import { eventLabels, events } from './events.ts';
import { listens } from './listens.ts';
import { emptyBins } from './maintenance/bin.ts';
import { permissions } from './permissions.ts';
import { reportVolumes } from './quota/report-volumes.ts';
import { resticProtocol } from './restic/server.ts';
import { routes } from './routes.ts';

export default defineRoom({
  name: 'backup',
  floor: 'service',
  title: 'Sauvegarde externalisée',
  needs: ['organisations', 'rights'],
  permissions,
  sells: ['sauvegarde-externalisee'],
  refusals,
  events,
  eventLabels,
  routes,
  protocols: [resticProtocol],
  jobs: [
    { name: 'backup.report', cron: '7 * * * *', withoutTransaction: true, handler: reportVolumes },
    { name: 'backup.empty-bins', cron: '40 2 * * *', withoutTransaction: true, handler: emptyBins },
  ],
  listens,
  personalData,
  bodyData,
});
