// SPDX-License-Identifier: EUPL-1.2
import { defineRoom } from '#platform/room.ts';
import { bodyData, personalData } from './body-data.ts';
import {
  chargeRefusals,
  contestRefusals,
  correctionRefusals,
  costRefusals,
  documentRefusals,
  exchangeRefusals,
  payerRefusals,
  runRefusals,
  settingsRefusals,
} from './contract.ts';
import { contestListeners } from './contests/tell-contest.ts';
import { demonstration } from './demonstration.ts';
import { eventLabels, events } from './events.ts';
import { permissions } from './permissions.ts';
import { routes } from './routes.ts';
import { WORK_ON_RUN } from './runs/ask-work.ts';
import { takeUpRuns } from './runs/take-up-runs.ts';
import { workOnRun } from './runs/work-on-run.ts';
import { searchDocuments } from './documents/search-documents.ts';
import { contestsToAnswer, documentsToPay, runsToIssue } from './to-do.ts';

export default defineRoom({
  name: 'billing',
  floor: 'foundation',
  title: 'Facturation',
  needs: ['organisations', 'people', 'catalogue', 'quotes', 'rights', 'adhesions'],
  permissions,
  refusals: {
    ...settingsRefusals,
    ...payerRefusals,
    ...chargeRefusals,
    ...correctionRefusals,
    ...runRefusals,
    ...documentRefusals,
    ...contestRefusals,
    ...costRefusals,
    ...exchangeRefusals,
  },
  events,
  eventLabels,
  routes,
  listens: contestListeners,
  jobs: [
    { name: WORK_ON_RUN, atOnce: 2, withoutTransaction: true, handler: workOnRun },
    { name: 'billing.take-up-runs', cron: '* * * * *', withoutTransaction: true, handler: takeUpRuns },
  ],
  search: [{ name: 'billing.documents', label: 'Factures et appels', permission: 'billing.read', find: searchDocuments }],
  toDo: [
    { name: 'billing.runs-to-issue', permission: 'billing.issue', list: runsToIssue },
    { name: 'billing.contests-to-answer', permission: 'billing.follow-payments', list: contestsToAnswer },
    { name: 'billing.documents-to-pay', permission: 'billing.read-received', list: documentsToPay },
  ],
  services: [
    {
      key: 'billing.received',
      title: 'Mes factures',
      description: 'Appels, factures et avoirs reçus, ce que coûte chaque collectivité.',
      icon: 'invoice',
      href: '/o/:organisation/factures-recues',
      permission: 'billing.read-received',
      audience: 'member',
    },
  ],
  personalData,
  bodyData,
  demonstration,
});
