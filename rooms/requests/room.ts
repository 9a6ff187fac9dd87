// SPDX-License-Identifier: EUPL-1.2
import { defineRoom } from '#platform/room.ts';
import { bodyData, personalData } from './body-data.ts';
import { endWithQuote } from './cancel-request.ts';
import { refusals } from './contract.ts';
import { eventLabels, events } from './events.ts';
import { offeredOptions } from './offered-options.ts';
import { routes } from './routes.ts';
import { tellAsker } from './tell-asker.ts';

export default defineRoom({
  name: 'requests',
  floor: 'top',
  title: 'Demandes suivies',
  needs: ['organisations', 'people', 'catalogue', 'quotes', 'adhesions', 'home'],
  permissions: {
    'requests.prepare-quote': { label: 'Préparer le devis d’un service demandé', roles: ['administrator', 'account-manager'] },
  },
  refusals,
  events,
  eventLabels,
  routes,
  offers: [{ name: 'requests.options', list: offeredOptions }],
  listens: [
    { event: 'quotes.quote-sent', name: 'requests.tell-asker', handler: tellAsker },
    { event: 'quotes.quote-refused', name: 'requests.end-with-quote', handler: endWithQuote },
  ],
  personalData,
  bodyData,
});
