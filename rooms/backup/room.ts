// SPDX-License-Identifier: EUPL-1.2
import { defineRoom } from '#platform/room.ts';
import { bodyData, personalData } from './body-data.ts';
import { refusals } from './contract.ts';
import { eventLabels, events } from './events.ts';
import { CHECK_CUSTODIANS, checkCustodians } from './escrow/check-custodians.ts';
import { departures } from './escrow/departure.ts';
import { TELL_LAPSE, tellOperatorOfLapse } from './escrow/tell-lapse.ts';
import { listens } from './listens.ts';
import { copyObjects, verifyCopies } from './copies/copy-objects.ts';
import { demonstration } from './demonstration.ts';
import { askDueDrills, TRY_RESTORE, tryRestore } from './drills/try-restore.ts';
import { MARK_STALE, markStale } from './escrow/recovery-keys.ts';
import { emptyBins } from './maintenance/bin.ts';
import { TELL_OPERATOR, tellOperator } from './maintenance/tell-maintenance.ts';
import { servedMaintenancesToDo } from './overview/served-maintenances.ts';
import { permissions } from './permissions.ts';
import { reportVolumes } from './quota/report-volumes.ts';
import { resticProtocol } from './restic/server.ts';
import { routes } from './routes.ts';
import { drillsToDo, maintenancesToDo, resealsToDo } from './to-do.ts';
import { TELL_SIGN, tellOperatorOfSign } from './watch/tell-sign.ts';
import { watchMachines } from './watch/watch-machines.ts';
import { reportLines } from './weekly/report-lines.ts';

export default defineRoom({
  name: 'backup',
  floor: 'service',
  title: 'Sauvegarde externalisée',
  needs: ['organisations', 'people', 'rights'],
  permissions,
  sells: ['sauvegarde-externalisee'],
  refusals,
  events,
  eventLabels,
  routes,
  protocols: [resticProtocol],
  keptElsewhere: 'backup.copy',
  jobs: [
    { name: 'backup.report', cron: '7 * * * *', withoutTransaction: true, handler: reportVolumes },
    { name: 'backup.empty-bins', cron: '40 2 * * *', withoutTransaction: true, handler: emptyBins },
    { name: 'backup.copy', cron: '*/10 * * * *', withoutTransaction: true, handler: copyObjects },
    { name: 'backup.verify-copies', cron: '50 3 * * *', withoutTransaction: true, handler: verifyCopies },
    { name: 'backup.watch', cron: '23 * * * *', withoutTransaction: true, handler: watchMachines },
    { name: 'backup.due-drills', cron: '10 3 * * *', withoutTransaction: true, handler: askDueDrills },
    { name: TELL_OPERATOR, handler: tellOperator },
    { name: TELL_SIGN, handler: tellOperatorOfSign },
    // After midnight: a mandate that has ended ended yesterday.
    { name: CHECK_CUSTODIANS, cron: '20 0 * * *', withoutTransaction: true, handler: checkCustodians },
    { name: TELL_LAPSE, handler: tellOperatorOfLapse },
    { name: MARK_STALE, withoutTransaction: true, handler: markStale },
    // Not tried again by itself: a drill that fails is a result.
    { name: TRY_RESTORE, retries: 0, withoutTransaction: true, handler: tryRestore },
  ],
  listens,
  departure: departures,
  toDo: [
    { name: 'backup.drills', permission: 'backup.administer', list: drillsToDo },
    { name: 'backup.served-maintenances', permission: 'backup.oversee', list: servedMaintenancesToDo },
    { name: 'backup.reseal', permission: 'backup.administer', list: resealsToDo },
    { name: 'backup.maintenances', permission: 'backup.allow-removal', list: maintenancesToDo },
  ],
  report: [{ name: 'backup.machines', lines: reportLines }],
  services: [
    {
      key: 'backup.machines',
      title: 'Sauvegardes',
      description: 'Vos machines, leur dernière sauvegarde et leur dernière restauration prouvée.',
      icon: 'shield',
      href: '/o/:organisation/sauvegardes',
      permission: 'backup.read',
      right: 'sauvegarde-externalisee',
      audience: 'member',
    },
    {
      key: 'backup.overview',
      title: 'Sauvegardes du territoire',
      description: 'Les machines de toutes les collectivités, celles qui inquiètent d’abord.',
      icon: 'shield',
      href: '/o/:organisation/sauvegardes-du-territoire',
      permission: 'backup.oversee',
      audience: 'operator',
    },
  ],
  personalData,
  bodyData,
  demonstration,
});
