// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import { archiveEdition } from './archive-edition.ts';
import { deleteDraft, renameDraft } from './change-draft.ts';
import { exportAnnex, exportPublicAnnex } from './annex/export-annex.ts';
import * as contract from './contract.ts';
import { draftEdition, importEdition } from './draft-edition.ts';
import { listEditions } from './list-editions.ts';
import { putEditionInForce } from './put-edition-in-force.ts';
import { tariffPage } from './public/tariff-page.ts';
import { readContent, readEdition, readEditionOn } from './read-edition.ts';
import { compareTwo } from './compare-two.ts';
import { reviseDraft } from './revise/revise-draft.ts';
import { simulationCsv, simulationLines, simulationSummary } from './simulate/answer-simulation.ts';
import { voteEdition } from './vote-edition.ts';

export const routes = [
  route(contract.listEditions, { permission: 'catalogue.read', action: listEditions }),
  route(contract.readEdition, { permission: 'catalogue.read', action: readEdition }),
  route(contract.readContent, { permission: 'catalogue.read', action: readContent }),
  route(contract.exportAnnex, { permission: 'catalogue.read', action: exportAnnex }),
  route(contract.exportPublicAnnex, { permission: 'public', limit: { most: 30, seconds: 60, per: 'address' }, action: exportPublicAnnex }),
  route(contract.readEditionOn, { permission: 'public', limit: { most: 120, seconds: 60, per: 'address' }, action: readEditionOn }),
  route(contract.tariffPage, { permission: 'public', limit: { most: 120, seconds: 60, per: 'address' }, action: tariffPage }),
  route(contract.draftEdition, { permission: 'catalogue.edit', action: draftEdition }),
  route(contract.importEdition, { permission: 'catalogue.edit', action: importEdition }),
  route(contract.renameDraft, { permission: 'catalogue.edit', action: renameDraft }),
  route(contract.deleteDraft, { permission: 'catalogue.edit', action: deleteDraft }),
  route(contract.reviseDraft, { permission: 'catalogue.edit', action: reviseDraft }),
  route(contract.compareTwo, { permission: 'catalogue.read', action: compareTwo }),
  route(contract.voteEdition, { permission: 'catalogue.edit', withoutTransaction: true, action: voteEdition }),
  route(contract.putEditionInForce, { permission: 'catalogue.put-in-force', withoutTransaction: true, action: putEditionInForce }),
  route(contract.archiveEdition, { permission: 'catalogue.put-in-force', withoutTransaction: true, action: archiveEdition }),
  route(contract.simulateEdition, {
    permission: 'catalogue.read',
    withoutTransaction: true,
    limit: { most: 120, seconds: 60, per: 'person' },
    action: simulationSummary,
  }),
  route(contract.listSimulation, {
    permission: 'catalogue.read',
    withoutTransaction: true,
    limit: { most: 240, seconds: 60, per: 'person' },
    action: simulationLines,
  }),
  route(contract.exportSimulation, {
    permission: 'catalogue.read',
    withoutTransaction: true,
    limit: { most: 30, seconds: 60, per: 'person' },
    action: simulationCsv,
  }),
];
