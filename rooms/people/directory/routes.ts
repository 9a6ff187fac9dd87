// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/directory.ts';
import * as imports from '../contract/directory-import.ts';
import { changeEntry, chooseLevels } from './change-entry.ts';
import { chooseDirectoryPolicy, readDirectoryPolicy } from './directory-policy.ts';
import { exportCards, exportDirectory } from './export-directory.ts';
import { importDirectory } from './import-directory.ts';
import { listDirectory } from './list-directory.ts';
import { readPhoto, removePhoto, setPhoto } from './photo.ts';
import { previewDirectoryImport } from './plan-directory-import.ts';
import { printOrganigramme } from './print-organigramme.ts';
import { readEntry } from './read-entry.ts';
import { searchDirectory } from './search-directory.ts';
import { addUnit, changeUnit, listUnits, removeUnit } from './units.ts';

const reads = { permission: 'people.read-directory' } as const;
const keeps = { permission: 'people.keep-directory' } as const;

export const directoryRoutes = [
  route(contract.listDirectory, { ...reads, action: listDirectory }),
  route(contract.searchDirectory, { ...reads, limit: { most: 120, seconds: 60, per: 'person' }, action: searchDirectory }),
  route(contract.readEntry, { ...reads, action: readEntry }),
  route(contract.changeEntry, { ...reads, action: changeEntry }),
  route(contract.chooseLevels, { ...reads, support: 'refused', action: chooseLevels }),
  route(contract.setPhoto, { ...reads, support: 'refused', action: setPhoto }),
  route(contract.removePhoto, { ...reads, action: removePhoto }),
  route(contract.readPhoto, { ...reads, action: readPhoto }),
  route(contract.listUnits, { ...reads, action: listUnits }),
  route(contract.addUnit, { ...keeps, action: addUnit }),
  route(contract.changeUnit, { ...keeps, action: changeUnit }),
  route(contract.removeUnit, { ...keeps, action: removeUnit }),
  route(contract.printOrganigramme, { ...reads, action: printOrganigramme }),
  route(contract.readDirectoryPolicy, { ...reads, action: readDirectoryPolicy }),
  route(contract.chooseDirectoryPolicy, { ...keeps, action: chooseDirectoryPolicy }),
  route(contract.exportCards, { ...reads, action: exportCards }),
  route(imports.previewDirectoryImport, { permission: 'people.administer', readsOnly: true, action: previewDirectoryImport }),
  route(imports.importDirectory, { permission: 'people.administer', action: importDirectory }),
  route(contract.exportDirectory, { ...keeps, action: exportDirectory }),
];
