// SPDX-License-Identifier: EUPL-1.2
import { defineRoom } from '#platform/room.ts';
import { bodyData, personalData } from './body-data.ts';
import { demonstration } from './demonstration.ts';
import { eventFollower } from './checks/heard-events.ts';
import { refusals } from './contract.ts';
import { eventLabels, events } from './events.ts';
import { endWithdrawn } from './incidents/end-withdrawn.ts';
import { incidentListeners } from './incidents/tell-body.ts';
import { jobs } from './jobs.ts';
import { permissions } from './permissions.ts';
import { mailLoopDaemon } from './push/mail-loop-server.ts';
import { reportLines } from './report-lines.ts';
import { routes } from './routes.ts';
import { availabilityLink } from './status/availability-link.ts';
import { toAnswer } from './to-do.ts';
import { warningListener } from './warnings/tell-body.ts';

export default defineRoom({
  name: 'monitoring',
  floor: 'service',
  title: 'Surveillance',
  needs: ['organisations', 'people'],
  permissions,
  sells: ['monitoring'],
  refusals,
  events,
  eventLabels,
  routes,
  daemons: [mailLoopDaemon],
  jobs,
  listens: [...incidentListeners, warningListener, { event: 'monitoring.target-withdrawn', name: 'monitoring.end-withdrawn', handler: endWithdrawn }],
  follows: [eventFollower],
  toDo: [{ name: 'monitoring.to-answer', permission: 'monitoring.answer', list: toAnswer }],
  services: [
    {
      key: 'monitoring.overview',
      title: 'Surveillance',
      description: 'Ce qui fonctionne, ce qui est en panne, ce qui va expirer.',
      icon: 'heart',
      href: '/o/:organisation/surveillance',
      permission: 'monitoring.read',
      right: 'monitoring',
      audience: 'member',
    },
    {
      key: 'monitoring.territory',
      title: 'Surveillance du territoire',
      description: 'Les sondes et les incidents de toutes les collectivités.',
      icon: 'heart',
      href: '/o/:organisation/surveillance',
      permission: 'monitoring.answer',
      audience: 'operator',
    },
  ],
  statusLinks: [{ name: 'monitoring.availability', link: availabilityLink }],
  report: [{ name: 'monitoring.week', lines: reportLines }],
  personalData,
  bodyData,
  demonstration,
});
