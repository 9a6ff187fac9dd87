// SPDX-License-Identifier: EUPL-1.2
/** Who may cross the borders between bodies, and the file that does it. `tools/check-rooms.ts` compares it with the calls. */
export const acrossCallers = {
  'audit.seal': 'platform/audit/seal-entries.ts',
  'platform.forget': 'platform/platform-room.ts',
  'audit.verify': 'platform/audit/verify-chain.ts',
  'organisations.open-operator': 'rooms/organisations/operators/open-operator.ts',
  'organisations.record-merger': 'rooms/organisations/register/record-merger.ts',
  'organisations.import': 'rooms/organisations/register/import-register.ts',
  'blobs.sweep': 'platform/blobs/sweep-blobs.ts',
  'blobs.verify': 'platform/blobs/verify-blobs.ts',
  'mail.forget': 'platform/mail/forget-mail.ts',
  'notify.digest': 'platform/notify/send-digests.ts',
  'people.sign-in': 'rooms/people/sign-in/across-sign-in.ts',
  'people.open-session': 'rooms/people/sign-in/open-session.ts',
  'adhesions.follow': 'rooms/adhesions/renewals/follow-terms.ts',
  'adhesions.open': 'rooms/adhesions/open-conventions.ts',
  'backup.empty-bins': 'rooms/backup/maintenance/bin.ts',
  'backup.report': 'rooms/backup/quota/report-volumes.ts',
  'leave.expire': 'rooms/leave/closing/expire-carry-overs.ts',
  'leave.open-year': 'rooms/leave/closing/open-next-year.ts',
  'adhesions.open-riders': 'rooms/adhesions/subscriptions/riders/open-riders.ts',
  'dossiers.remind': 'rooms/dossiers/remind-holders.ts',
  'quotes.follow': 'rooms/quotes/expire-quotes.ts',
  'people.forget-sessions': 'rooms/people/sign-in/forget-sessions.ts',
  'people.retry-webhooks': 'rooms/people/webhooks/retry-webhooks.ts',
  'people.rotate-keys': 'rooms/people/openid-provider/signing-keys.ts',
  'people.end-entries': 'rooms/people/openid-provider/end-entries.ts',
  'people.forget-openid': 'rooms/people/openid-provider/forget-payloads.ts',
  'people.demonstration': 'rooms/people/demonstration.ts',
  'people.demonstration-mailbox': 'rooms/people/demonstration-mailbox/server.ts',
} as const;

export type AcrossCaller = keyof typeof acrossCallers;
