// SPDX-License-Identifier: EUPL-1.2
import { TELL_DEVICE } from './app-passwords/create-app-password.ts';
import { tellDevice } from './app-passwords/tell-device.ts';
import { tellLinked } from './duplicates/tell-linked.ts';
import type { Context } from '#platform/context.ts';
import { endEntries } from './openid-provider/end-entries.ts';
import { forgetPayloads } from './openid-provider/forget-payloads.ts';
import { rotateKeys } from './openid-provider/signing-keys.ts';
import { carryOutMovement, catchUpMovements } from './movements/carry-out.ts';
import { mailLink } from './mail-links/mail-link.ts';
import { mailInvitation } from './invitations/mail-invitation.ts';
import { forgetSessions } from './sign-in/forget-sessions.ts';
import { tellSecurity } from './sign-in/tell-security.ts';
import { deliverWebhook } from './webhooks/deliver-webhook.ts';
import { DELIVER_WEBHOOK } from './webhooks/hear-event.ts';
import { retryWebhooks } from './webhooks/retry-webhooks.ts';
import { tellSupportEnded } from './support/end-support.ts';

export const jobs = [
  { name: 'people.forget-sessions', cron: '41 3 * * *', handler: forgetSessions },
  { name: 'people.catch-up-movements', cron: '7 0 * * *', handler: catchUpMovements },
  { name: 'people.carry-out-movement', handler: carryOutMovement },
  { name: TELL_DEVICE, handler: tellDevice },
  { name: 'people.mail-invitation', handler: mailInvitation },
  { name: 'people.mail-link', handler: mailLink },
  { name: 'people.tell-security', handler: tellSecurity },
  { name: 'people.tell-linked', handler: tellLinked },
  { name: 'people.tell-support-ended', handler: tellSupportEnded },
  { name: DELIVER_WEBHOOK, withoutTransaction: true, atOnce: 8, handler: deliverWebhook },
  { name: 'people.retry-webhooks', cron: '* * * * *', handler: retryWebhooks },
  { name: 'people.end-entries', cron: '* * * * *', handler: endEntries },
  { name: 'people.forget-openid', cron: '11 * * * *', handler: forgetPayloads },
  { name: 'people.rotate-keys', cron: '31 3 * * *', handler: (ctx: Context) => rotateKeys(ctx.house) },
];
