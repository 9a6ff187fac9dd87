// SPDX-License-Identifier: EUPL-1.2
import type { Generated } from 'kysely';

type Instant = string;

/** What La Suite territoriale asks about. */
export type SuiteTables = {
  'people.suite_service': {
    organisation_id: string;
    id: string;
    number: Generated<number>;
    kind: 'drive' | 'messages' | 'calendars' | 'docs' | 'meet' | 'adc' | 'esd' | 'proconnect' | 'other';
    name: string;
    url: string;
    logo_url: string | null;
    maturity: 'alpha' | 'beta' | 'stable';
    rank: Generated<number>;
    account_bytes: number | null;
    body_bytes: number | null;
    small_below: Generated<number>;
    is_trusted: Generated<boolean>;
    idp_id: string | null;
    key_digest: Buffer | null;
    created_at: Instant;
    closed_at: Instant | null;
  };
  'people.suite_subscription': {
    organisation_id: string;
    id: string;
    service_id: string;
    body_id: string;
    account_bytes: number | null;
    body_bytes: number | null;
    administrators: 'all' | 'manual' | null;
    domains: string[];
    begun_at: Instant;
    ended_at: Instant | null;
  };
  'people.suite_account': {
    organisation_id: string;
    id: string;
    body_id: string;
    type: string;
    email: string;
    external_id: string;
    created_at: Instant;
  };
  'people.suite_usage': {
    organisation_id: string;
    id: string;
    service_id: string;
    body_id: string;
    account_id: string | null;
    stored_bytes: number;
    measured_at: Instant;
  };
};
