// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/tokens.ts';
import { createToken, renewToken, revokeToken, vouchForToken } from './keep-tokens.ts';
import { listTokens, readTokenChoices } from './list-tokens.ts';

const permission = 'people.administer-tokens';

export const tokenRoutes = [
  route(contract.listTokens, { permission, action: listTokens }),
  route(contract.readTokenChoices, { permission, action: readTokenChoices }),
  route(contract.createToken, { permission, withoutTransaction: true, action: createToken }),
  route(contract.renewToken, { permission, withoutTransaction: true, action: renewToken }),
  route(contract.vouchForToken, { permission, action: vouchForToken }),
  route(contract.revokeToken, { permission, action: revokeToken }),
];
