// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/la-suite.ts';
import { addSuiteService, changeSuiteService, closeSuiteService, drawSuiteKey, listSuiteServices } from './services.ts';
import { changeSuiteSubscription, endSuiteSubscription, listSuiteSubscriptions, openSuiteService } from './subscriptions.ts';

const manages = { permission: 'people.manage-la-suite' } as const;

export const laSuiteRoutes = [
  route(contract.listSuiteServices, { ...manages, action: listSuiteServices }),
  route(contract.addSuiteService, { ...manages, action: addSuiteService }),
  route(contract.changeSuiteService, { ...manages, action: changeSuiteService }),
  route(contract.drawSuiteKey, { ...manages, action: drawSuiteKey }),
  route(contract.closeSuiteService, { ...manages, action: closeSuiteService }),
  route(contract.listSuiteSubscriptions, { ...manages, action: listSuiteSubscriptions }),
  route(contract.openSuiteService, { ...manages, action: openSuiteService }),
  route(contract.changeSuiteSubscription, { ...manages, action: changeSuiteSubscription }),
  route(contract.endSuiteSubscription, { ...manages, action: endSuiteSubscription }),
];
