// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract.ts';
import { adhesionOfQuote } from './adhesion-of-quote.ts';
import { listPipeline, readPipeline } from './follow-adhesions.ts';
import { listCadres } from './list-cadres.ts';
import { previewAdhesion } from './preview-adhesion.ts';
import { quotesToOpen } from './quotes-to-open.ts';

export const pipelineRoutes = [
  route(contract.readPipeline, { permission: 'adhesions.follow', action: readPipeline }),
  route(contract.listPipeline, { permission: 'adhesions.follow', action: listPipeline }),
  route(contract.quotesToOpen, { permission: 'adhesions.conclude', action: quotesToOpen }),
  route(contract.adhesionOfQuote, { permission: 'adhesions.conclude', action: adhesionOfQuote }),
  route(contract.previewAdhesion, { permission: 'adhesions.conclude', readsOnly: true, action: previewAdhesion }),
  route(contract.listCadres, { permission: 'adhesions.conclude', action: listCadres }),
];
