// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/sign-in-policy.ts';
import { askNewSignIn, changeSignInPolicy } from './change-policy.ts';
import { readSignInPolicy } from './read-policy.ts';

const permission = 'people.edit-sign-in-policy';

export const signInPolicyRoutes = [
  route(contract.readSignInPolicy, { permission, action: readSignInPolicy }),
  route(contract.changeSignInPolicy, { permission, action: changeSignInPolicy }),
  route(contract.askNewSignIn, { permission, action: askNewSignIn }),
];
