// SPDX-License-Identifier: EUPL-1.2
import { defineRoom } from '#platform/room.ts';
import { bodyData, personalData } from './body-data.ts';
import { tellLapsingExtras } from './alerts/tell-lapsing-extras.ts';
import { thresholdListener } from './alerts/tell-threshold.ts';
import { grantedRefusals, historyRefusals, refusals, usageRefusals } from './contract.ts';
import { eventLabels, events } from './events.ts';
import { rights } from './provider.ts';
import { routes } from './routes.ts';
import { cloudEvents } from './usage/server.ts';

export default defineRoom({
  name: 'rights',
  floor: 'foundation',
  title: 'Droits et consommations',
  needs: ['organisations', 'people', 'catalogue'],
  permissions: {
    'rights.read': {
      forPrograms: true,
      label: 'Voir les droits de la collectivité et ce qu’elle en a utilisé',
      roles: ['administrator', 'account-manager', 'accountant', 'technician', 'body-administrator', 'dgs', 'secretary', 'president'],
    },
    'rights.follow': {
      label: 'Suivre la page des droits et consommations de sa collectivité',
      roles: ['body-administrator', 'dgs', 'secretary', 'president'],
    },
    'rights.be-told': {
      label: 'Être prévenu quand un droit approche de sa limite',
      roles: ['account-manager', 'body-administrator', 'secretary'],
    },
    'rights.oversee': {
      forPrograms: true,
      label: 'Voir les droits et les consommations de toutes les collectivités servies',
      roles: ['administrator', 'account-manager', 'accountant', 'technician'],
    },
    'rights.grant': {
      label: 'Compléter à la main le droit d’une collectivité, fixer s’il peut être dépassé',
      roles: ['administrator', 'account-manager'],
    },
    'rights.suspend': { label: 'Suspendre, rétablir et terminer les droits d’une collectivité', roles: ['administrator', 'accountant'] },
    'rights.report': { forPrograms: true, label: 'Remonter la consommation d’un service tenu ailleurs', roles: ['administrator', 'technician'] },
  },
  refusals: { ...refusals, ...grantedRefusals, ...historyRefusals, ...usageRefusals },
  events,
  eventLabels,
  routes,
  protocols: [cloudEvents],
  listens: [thresholdListener],
  jobs: [{ name: 'rights.tell-lapsing-extras', cron: '45 5 * * *', handler: tellLapsingExtras }],
  personalData,
  bodyData,
  provides: { rights },
});
