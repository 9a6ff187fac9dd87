// SPDX-License-Identifier: EUPL-1.2
import { route } from '#platform/room.ts';
import * as contract from '../contract/mail-links.ts';
import { askMailLink, forgetPassword } from './ask-link.ts';
import { choosePassword } from './choose-password.ts';
import { openMailLink } from './open-link.ts';

const limit = { most: 30, seconds: 60, per: 'address' } as const;

export const mailLinkRoutes = [
  route(contract.askMailLink, { permission: 'public', limit, action: askMailLink }),
  route(contract.openMailLink, { permission: 'public', withoutTransaction: true, limit, action: openMailLink }),
  route(contract.forgetPassword, { permission: 'public', limit, action: forgetPassword }),
  route(contract.choosePassword, { permission: 'public', withoutTransaction: true, limit, action: choosePassword }),
];
