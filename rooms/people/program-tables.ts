// SPDX-License-Identifier: EUPL-1.2
import type { ColumnType } from 'kysely';

/** What devices and programs are known by. */
type Instant = string;

export type ProgramTables = {
  'people.app_password': {
    person_id: string;
    id: string;
    organisation_id: string | null;
    label: string;
    protocols: string[];
    secret_digest: Buffer;
    created_at: Instant;
    expires_at: Instant | null;
    used_at: Instant | null;
    used_by: string | null;
    revoked_at: Instant | null;
  };
  'people.api_token': {
    organisation_id: string;
    id: string;
    label: string;
    permissions: string[];
    secret_digest: Buffer;
    ending: string;
    vouched_by: string;
    created_by: string;
    created_at: Instant;
    expires_at: Instant;
    used_at: Instant | null;
    revoked_at: Instant | null;
    /** Earlier than the end of the token where somebody else knows the secret. */
    secret_until: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  };
  'people.scim_record': {
    organisation_id: string;
    id: string;
    mandate_id: string | null;
    group_id: string | null;
    external_id: string | null;
    attributes: Record<string, unknown>;
    created_at: Instant;
    changed_at: Instant;
    deleted_at: Instant | null;
    opened_as: string | null;
    is_never_open: ColumnType<boolean, boolean | undefined, boolean>;
    shut_at: Instant | null;
    settled_at: Instant | null;
  };
  'people.webhook': {
    organisation_id: string;
    id: string;
    label: string;
    url: string;
    events: string[];
    secret: Buffer;
    former_secret: Buffer | null;
    former_until: Instant | null;
    created_by: string;
    created_at: Instant;
    is_paused: boolean;
    failed_at: Instant | null;
    accepted_at: Instant | null;
  };
  'people.webhook_delivery': {
    organisation_id: string;
    id: string;
    webhook_id: string;
    message_id: string;
    event: string;
    body: string;
    state: 'waiting' | 'accepted' | 'failed';
    attempts: number;
    created_at: Instant;
    next_at: Instant | null;
    settled_at: Instant | null;
    last_status: number | null;
    last_ms: number | null;
    last_answer: string | null;
  };
};
