// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/register.ts';
import { attachDocument, readAttachment, withdrawAttachment } from './attachments.ts';
import { listConventions, listEditionsSigned } from './list-conventions.ts';
import { readConvention } from './read-convention.ts';

export const registerRoutes = [
  route(contract.listConventions, { permission: 'adhesions.read', action: listConventions }),
  route(contract.listEditionsSigned, { permission: 'adhesions.read', action: listEditionsSigned }),
  route(contract.readConvention, { permission: 'adhesions.read', action: readConvention }),
  route(contract.attachDocument, { permission: 'adhesions.conclude', action: attachDocument }),
  route(contract.withdrawAttachment, { permission: 'adhesions.conclude', action: withdrawAttachment }),
  route(contract.readAttachment, { permission: 'adhesions.read', action: readAttachment }),
];
