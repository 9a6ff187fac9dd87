// SPDX-License-Identifier: EUPL-1.2
import { noticeRoutes } from '#platform/notify/routes.ts';
import { defineRoom } from '#platform/room.ts';
import { applicationTiles } from './at-home/applications.ts';
import { firstSteps } from './at-home/first-steps.ts';
import { services } from './at-home/services.ts';
import { bodyData, personalData } from './body-data.ts';
import {
  applicationsRefusals,
  appPasswordRefusals,
  delegationRefusals,
  directoryImportRefusals,
  directoryRefusals,
  duplicatesRefusals,
  federationRefusals,
  genericAccountRefusals,
  groupRefusals,
  factorRefusals,
  invitationRefusals,
  identityProviderRefusals,
  mailLinkRefusals,
  policyRefusals,
  laSuiteRefusals,
  ldapRefusals,
  mandateRefusals,
  movementRefusals,
  proconnectRefusals,
  refusals,
  roleRefusals,
  supportRefusals,
  tokenRefusals,
  webhookRefusals,
} from './contract.ts';
import { findInDirectory } from './directory/search-directory.ts';
import { demonstration } from './demonstration.ts';
import { demonstrationMailbox } from './demonstration-mailbox/server.ts';
import { tellBreakGlass } from './federation/break-glass.ts';
import { eventLabels, events } from './events.ts';
import { federationProtocol } from './federation/server.ts';
import { jobs } from './jobs.ts';
import { ldapDevice } from './ldap/device-kind.ts';
import { laSuiteElsewhere } from './la-suite/elsewhere.ts';
import { laSuiteProtocol } from './la-suite/server.ts';
import { ldapDaemon } from './ldap/server.ts';
import { permissions } from './permissions.ts';
import { findApplications } from './openid-provider/find-applications.ts';
import { openIdProtocol } from './openid-provider/server.ts';
import { movementsToDo } from './movements/list-movements.ts';
import { ownDepartures } from './movements/own-departures.ts';
import { routes } from './routes.ts';
import { keptOutToDo } from './scim/kept-out.ts';
import { scimProtocol } from './scim/server.ts';
import { tellSupportBegun, tellSupportOver } from './support/tell-support.ts';
import { webhookFollower } from './webhooks/hear-event.ts';
import { identity } from './who-is.ts';

export default defineRoom({
  name: 'people',
  floor: 'foundation',
  title: 'Personnes et connexion',
  needs: ['organisations'],
  permissions,
  refusals: {
    ...refusals,
    ...applicationsRefusals,
    ...appPasswordRefusals,
    ...delegationRefusals,
    ...directoryImportRefusals,
    ...directoryRefusals,
    ...duplicatesRefusals,
    ...federationRefusals,
    ...genericAccountRefusals,
    ...groupRefusals,
    ...factorRefusals,
    ...invitationRefusals,
    ...identityProviderRefusals,
    ...mailLinkRefusals,
    ...policyRefusals,
    ...laSuiteRefusals,
    ...ldapRefusals,
    ...mandateRefusals,
    ...movementRefusals,
    ...proconnectRefusals,
    ...roleRefusals,
    ...supportRefusals,
    ...tokenRefusals,
    ...webhookRefusals,
  },
  events,
  eventLabels,
  routes: [...routes, ...noticeRoutes],
  protocols: [openIdProtocol, federationProtocol, laSuiteProtocol, scimProtocol, demonstrationMailbox],
  daemons: [ldapDaemon],
  appPasswordProtocols: [ldapDevice],
  jobs,
  follows: [webhookFollower],
  listens: [
    { event: 'people.break-glass-used', name: 'people.tell-break-glass', handler: tellBreakGlass },
    { event: 'people.support-begun', name: 'people.tell-support-begun', handler: tellSupportBegun },
    { event: 'people.support-ended', name: 'people.tell-support-over', handler: tellSupportOver },
  ],
  search: [
    { name: 'people.directory', label: 'Annuaire', permission: 'people.read-directory', find: findInDirectory },
    { name: 'people.applications', label: 'Applications', permission: 'people.administer-applications', find: findApplications },
  ],
  services,
  elsewhere: [
    { name: 'people.applications', permission: 'signed-in', list: applicationTiles },
    { name: 'people.la-suite', permission: 'signed-in', list: laSuiteElsewhere },
  ],
  firstSteps,
  toDo: [
    { name: 'people.movements', permission: 'people.administer', list: movementsToDo },
    { name: 'people.kept-out', permission: 'people.administer', list: keptOutToDo },
  ],
  departure: ownDepartures,
  personalData,
  bodyData,
  demonstration,
  provides: { identity },
});
