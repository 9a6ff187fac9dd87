// SPDX-License-Identifier: EUPL-1.2
import { Redirect } from '#platform/http/answers.ts';
import { route } from '#platform/room.ts';
import * as contract from '../contract/applications.ts';
import { changeApplication, closeApplication } from './change-application.ts';
import { drawApplicationSecret, withdrawApplicationSecret } from './draw-secret.ts';
import { listApplications, readApplication, readApplicationChoices } from './list-applications.ts';
import { leaveApplication, listMyApplications } from './my-applications.ts';
import { registerApplication } from './register-application.ts';

const permission = 'people.administer-applications';

export const applicationRoutes = [
  route(contract.listApplications, { permission, action: listApplications }),
  route(contract.readApplicationChoices, { permission, action: readApplicationChoices }),
  route(contract.readApplication, { permission, action: readApplication }),
  route(contract.registerApplication, { permission, action: registerApplication }),
  route(contract.changeApplication, { permission, action: changeApplication }),
  route(contract.closeApplication, { permission, action: closeApplication }),
  route(contract.drawApplicationSecret, { permission, action: drawApplicationSecret }),
  route(contract.withdrawApplicationSecret, { permission, action: withdrawApplicationSecret }),
  route(contract.listMyApplications, { permission: 'signed-in', action: listMyApplications }),
  route(contract.leaveApplication, { permission: 'signed-in', action: leaveApplication }),
  route(contract.enterDeviceCode, {
    permission: 'public',
    withoutTransaction: true,
    action: (_ctx, { user_code: code }) => new Redirect(`/oidc/appareil${code ? `?user_code=${encodeURIComponent(code)}` : ''}`),
  }),
];
