// SPDX-License-Identifier: EUPL-1.2
import type { ColumnType } from 'kysely';

type Instant = string;
type MailLink = 'nobody' | 'elected' | 'everyone';

/** What proves who a person is, and sign-ins under way. */
export type SignInTables = {
  'people.passkey': {
    person_id: string;
    id: string;
    credential_id: string;
    public_key: Buffer;
    counter: number;
    transports: string[];
    name: string;
    is_synced: boolean;
    created_at: Instant;
    used_at: Instant | null;
  };
  'people.totp': { person_id: string; id: string; secret_sealed: Buffer; created_at: Instant; confirmed_at: Instant | null; last_step: number };
  'people.recovery_code': { person_id: string; id: string; digest: Buffer; created_at: Instant; used_at: Instant | null };
  'people.mail_link': {
    person_id: string;
    id: string;
    purpose: 'sign-in' | 'password';
    address: string;
    secret_digest: Buffer;
    code_digest: Buffer | null;
    browser_digest: Buffer | null;
    created_at: Instant;
    expires_at: Instant;
    used_at: Instant | null;
  };
  'people.known_device': {
    person_id: string;
    id: string;
    secret_digest: Buffer;
    device: string;
    first_seen_at: Instant;
    seen_at: Instant;
    forgotten_at: Instant | null;
  };
  'people.sign_in_step': {
    digest: Buffer;
    purpose: 'passkey' | 'new-passkey' | 'second-factor' | 'work';
    person_id: string | null;
    methods: string[];
    tries: ColumnType<number, number | undefined, number>;
    expires_at: Instant;
  };
  'people.sign_in_policy': {
    organisation_id: string;
    id: string;
    second_factor_roles: string[];
    asked_from: ColumnType<Instant, Instant | undefined, Instant>;
    mail_link: ColumnType<MailLink, MailLink | undefined, MailLink>;
    changed_at: Instant;
    changed_by: string;
  };
  'people.invitation': {
    organisation_id: string;
    id: string;
    person_id: string;
    email: string;
    invited_by: string | null;
    invited_at: Instant;
    secret_digest: Buffer | null;
    expires_at: Instant;
    accepted_at: Instant | null;
    revoked_at: Instant | null;
  };
};
