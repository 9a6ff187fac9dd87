// SPDX-License-Identifier: EUPL-1.2
type Instant = string;
type Day = string;

export type DossierRow = {
  organisation_id: string;
  id: string;
  type: string;
  number: string;
  title: string;
  step: string;
  status: 'open' | 'suspended' | 'closed';
  awaits: string;
  due_on: Day | null;
  assignee_id: string | null;
  opened_at: Instant;
  changed_at: Instant;
  closed_at: Instant | null;
  rank: number;
  opening_key: string;
  words: string;
  step_since: Day;
  worth_cents: number | null;
};

export type HappeningRow = {
  organisation_id: string;
  id: string;
  dossier_id: string;
  rank: number;
  kind: string;
  visible_to: string;
  content: Record<string, unknown>;
  on_day: Day;
  at: Instant;
  by_person: string | null;
  by_name: string;
  by_body: string;
  digest: string;
};

export type Tables = {
  'dossiers.dossier': DossierRow;
  'dossiers.happening': HappeningRow;
  'dossiers.party': {
    organisation_id: string;
    id: string;
    dossier_id: string;
    party_id: string;
    role: string;
    joined_at: Instant;
    left_at: Instant | null;
  };
  'dossiers.piece': {
    organisation_id: string;
    id: string;
    dossier_id: string;
    kind: string;
    name: string;
    type: string;
    blob_id: string;
    size: number;
    digest: string;
    visible_to: string;
    dated_on: Day | null;
    author: string;
    added_at: Instant;
    withdrawn_at: Instant | null;
  };
  'dossiers.link': { organisation_id: string; id: string; dossier_id: string; other_id: string; how: string; linked_at: Instant };
  'dossiers.counter': { organisation_id: string; id: string; prefix: string; year: number; last_number: number };
  'organisations.body': { id: string; slug: string; name: string; kind: string };
};
