// SPDX-License-Identifier: EUPL-1.2
type Instant = string;
type Day = string;

export type Tables = {
  'people.person': { id: string; given_name: string; family_name: string; created_at: Instant; language: string };
  'people.credential': {
    person_id: string;
    id: string;
    kind: 'password';
    login: string;
    secret_hash: string;
    created_at: Instant;
    changed_at: Instant;
  };
  'people.session': {
    person_id: string;
    id: string;
    secret_digest: Buffer;
    created_at: Instant;
    seen_at: Instant;
    expires_at: Instant;
    revoked_at: Instant | null;
    device: string;
  };
  'people.mandate': {
    organisation_id: string;
    id: string;
    person_id: string;
    roles: string[];
    title: string;
    email: string | null;
    begins_on: Day;
    ends_on: Day | null;
    created_at: Instant;
  };
  'organisations.body': { id: string; slug: string; name: string; kind: string };
};
