// SPDX-License-Identifier: EUPL-1.2
import { defineRoom } from '#platform/room.ts';
import { bodyData, personalData } from './body-data.ts';
import { campaignJobs } from './campaigns/jobs.ts';
import { lettersToAnswer } from './campaigns/to-do.ts';
import {
  campaignRefusals,
  commissioningRefusals,
  documentsRefusals,
  historyRefusals,
  membershipRefusals,
  mergerRefusals,
  refusals,
  registerRefusals,
  renewalRefusals,
  signatureRefusals,
  subscriptionRefusals,
  suspensionRefusals,
  takeOverRefusals,
  territoryRefusals,
} from './contract.ts';
import { demonstration } from './demonstration.ts';
import { adhesionTypes } from './dossier-types.ts';
import { events } from './events.ts';
import { openConventions } from './open-conventions.ts';
import { proofJobs } from './proofs/routes.ts';
import { registerJobs } from './register/jobs.ts';
import { conventionSearch } from './register/search-source.ts';
import { renewalListeners } from './renewals/follow-quote.ts';
import { renewalJobs } from './renewals/jobs.ts';
import { renewalsToPrepare, termsToDecide } from './renewals/to-do.ts';
import { routes } from './routes.ts';
import { openRiders } from './subscriptions/riders/open-riders.ts';
import { riderOfQuote } from './subscriptions/riders/when-quote-accepted.ts';

export default defineRoom({
  name: 'adhesions',
  floor: 'foundation',
  title: 'Adhésions et conventions',
  needs: ['organisations', 'people', 'catalogue', 'quotes', 'dossiers', 'rights'],
  permissions: {
    'adhesions.read': {
      forPrograms: true,
      label: 'Voir les adhésions, les conventions et leurs dossiers',
      roles: ['administrator', 'account-manager', 'accountant', 'technician', 'body-administrator', 'dgs', 'secretary', 'president', 'elected'],
    },
    'adhesions.read-own': {
      label: 'Voir l’adhésion et les conventions de la collectivité',
      roles: ['body-administrator', 'dgs', 'secretary', 'president', 'elected'],
    },
    'adhesions.subscribe': {
      label: 'Souscrire un forfait au nom de la collectivité',
      roles: ['president', 'dgs', 'secretary'],
      withheldFromSupport: true,
    },
    'adhesions.set-up': { label: 'Régler qui souscrit seul et quels avenants se passent de délibération', roles: ['administrator'] },
    'adhesions.act': {
      label: 'Faire avancer un dossier d’adhésion',
      roles: ['administrator', 'account-manager', 'body-administrator', 'dgs', 'secretary'],
    },
    'adhesions.answer': {
      label: 'Répondre à l’opérateur sur une convention, au nom de la collectivité',
      roles: ['body-administrator', 'dgs', 'secretary', 'president'],
      withheldFromSupport: true,
    },
    'adhesions.follow': {
      label: 'Suivre les adhésions de toutes les collectivités',
      roles: ['administrator', 'account-manager', 'accountant', 'technician'],
    },
    'adhesions.conclude': {
      label: 'Ouvrir une adhésion, conclure et terminer une convention',
      roles: ['administrator', 'account-manager'],
      withheldFromSupport: true,
    },
    'adhesions.write-templates': {
      label: 'Modifier les modèles de documents des adhésions',
      roles: ['administrator', 'account-manager'],
    },
  },
  refusals: {
    ...refusals,
    ...suspensionRefusals,
    ...commissioningRefusals,
    ...campaignRefusals,
    ...documentsRefusals,
    ...historyRefusals,
    ...membershipRefusals,
    ...mergerRefusals,
    ...registerRefusals,
    ...renewalRefusals,
    ...signatureRefusals,
    ...subscriptionRefusals,
    ...takeOverRefusals,
    ...territoryRefusals,
  },
  events,
  routes,
  jobs: [
    { name: 'adhesions.open', cron: '5 0 * * *', handler: openConventions },
    { name: 'adhesions.open-riders', cron: '10 0 * * *', handler: openRiders },
    ...campaignJobs,
    ...registerJobs,
    ...renewalJobs,
    ...proofJobs,
  ],
  listens: [{ event: 'quotes.quote-accepted', name: 'adhesions.rider-of-quote', handler: riderOfQuote }, ...renewalListeners],
  search: [conventionSearch],
  toDo: [
    { name: 'adhesions.letters-to-answer', permission: 'adhesions.answer', list: lettersToAnswer },
    { name: 'adhesions.terms-to-decide', permission: 'adhesions.answer', list: termsToDecide },
    { name: 'adhesions.renewals-to-prepare', permission: 'adhesions.conclude', list: renewalsToPrepare },
  ],
  extends: adhesionTypes,
  personalData,
  bodyData,
  demonstration,
});
