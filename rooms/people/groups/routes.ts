// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/groups.ts';
import { addGroup, changeGroup, deleteGroup } from './keep-group.ts';
import { listGroups, readGroup } from './list-groups.ts';
import { searchColleagues } from './search-colleagues.ts';

export const groupRoutes = [
  route(contract.searchColleagues, { permission: 'people.see-colleagues', action: searchColleagues }),
  route(contract.listGroups, { permission: 'people.see-colleagues', action: listGroups }),
  route(contract.readGroup, { permission: 'people.see-colleagues', action: readGroup }),
  route(contract.addGroup, { permission: 'people.manage-groups', action: addGroup }),
  route(contract.changeGroup, { permission: 'people.manage-groups', action: changeGroup }),
  route(contract.deleteGroup, { permission: 'people.manage-groups', action: deleteGroup }),
];
