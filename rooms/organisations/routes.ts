// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from './contract.ts';
import { readPublicBody } from './register/read-public-body.ts';
import { searchBodies } from './search/search-bodies.ts';

const publicPace = { most: 600, seconds: 60, per: 'address' } as const;

export const routes = [
  route(contract.searchBodies, { permission: 'public', limit: publicPace, action: searchBodies }),
  route(contract.readPublicBody, { permission: 'public', limit: publicPace, withoutTransaction: true, action: readPublicBody }),
];
