// SPDX-License-Identifier: EUPL-1.2
import { defineRoom } from '#platform/room.ts';
import { bodyData, personalData } from './body-data.ts';
import { refusals } from './contract.ts';
import { demonstration } from './demonstration.ts';
import { eventLabels, events } from './events.ts';
import { jobs } from './jobs.ts';
import { style } from './pages/style.ts';
import { ownQuotes, receivedQuotes } from './recent.ts';
import { routes } from './routes.ts';
import { findQuotes } from './search-quotes.ts';
import { authorListeners } from './tell-author.ts';
import { services } from './services.ts';
import { quotesAwaitingAnswer, quotesToAnswer, quotesToApprove } from './to-do.ts';

export default defineRoom({
  name: 'quotes',
  floor: 'foundation',
  title: 'Devis',
  needs: ['organisations', 'catalogue'],
  permissions: {
    'quotes.read': { forPrograms: true, label: 'Lire les devis de l’opérateur', roles: ['administrator', 'account-manager', 'accountant'] },
    'quotes.write': { forPrograms: true, label: 'Établir, envoyer et suivre les devis', roles: ['administrator', 'account-manager'] },
    'quotes.approve': { label: 'Valider un devis au-dessus du seuil', roles: ['administrator'] },
    'quotes.set-up': { label: 'Régler la numérotation, la validité et le seuil des devis', roles: ['administrator'] },
    'quotes.answer-received': {
      label: 'Accepter ou refuser un devis au nom de la collectivité',
      roles: ['president', 'dgs', 'secretary'],
      withheldFromSupport: true,
    },
    'quotes.read-received': {
      label: 'Lire les devis que la collectivité a reçus',
      roles: ['body-administrator', 'dgs', 'secretary', 'president', 'elected'],
    },
  },
  refusals,
  events,
  eventLabels,
  routes,
  protocols: [style],
  jobs,
  listens: authorListeners,
  search: [{ name: 'quotes.quotes', label: 'Devis', permission: 'quotes.read', find: findQuotes }],
  toDo: [
    { name: 'quotes.to-approve', permission: 'quotes.approve', list: quotesToApprove },
    { name: 'quotes.awaiting-answer', permission: 'quotes.write', list: quotesAwaitingAnswer },
    { name: 'quotes.to-answer', permission: 'quotes.read-received', list: quotesToAnswer },
  ],
  services,
  recent: [
    { name: 'quotes.own', permission: 'quotes.write', list: ownQuotes },
    { name: 'quotes.received', permission: 'quotes.read-received', list: receivedQuotes },
  ],
  personalData,
  bodyData,
  demonstration,
});
