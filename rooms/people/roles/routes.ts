// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/roles.ts';
import { addRole, composeRole, deleteRole, resetRole } from './compose-role.ts';
import { listRoles } from './list-roles.ts';

export const roleRoutes = [
  route(contract.listRoles, { permission: 'people.read', action: listRoles }),
  route(contract.addRole, { permission: 'people.compose-roles', action: addRole }),
  route(contract.composeRole, { permission: 'people.compose-roles', action: composeRole }),
  route(contract.resetRole, { permission: 'people.compose-roles', action: resetRole }),
  route(contract.deleteRole, { permission: 'people.compose-roles', action: deleteRole }),
];
