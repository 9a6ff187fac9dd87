// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/territory.ts';
import { listTerritories } from './list-territories.ts';
import { readTerritory } from './read-territory.ts';

export const territoryRoutes = [
  route(contract.listTerritories, { permission: 'adhesions.read', action: listTerritories }),
  route(contract.readTerritory, { permission: 'adhesions.read', action: readTerritory }),
];
