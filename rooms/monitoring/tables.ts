// SPDX-License-Identifier: EUPL-1.2
import type { Generated } from 'kysely';
import type { CheckKind, CheckStatus, Facts } from './contract/checks.ts';

type Instant = string;

export type Tables = {
  'monitoring.target': {
    organisation_id: string;
    id: string;
    operator_id: string;
    address: string;
    label: string;
    declared_by: string;
    declared_by_name: string;
    declared_at: Instant;
    withdrawn_at: Instant | null;
  };
  'monitoring.approval': {
    organisation_id: string;
    id: string;
    body_id: string;
    target_id: string;
    address: string;
    outcome: 'approved' | 'refused';
    reason: string;
    decided_by: string;
    decided_by_name: string;
    decided_at: Instant;
    ended_at: Instant | null;
  };
  'monitoring.check': {
    organisation_id: string;
    id: string;
    body_id: string;
    kind: CheckKind;
    name: string;
    settings: Record<string, unknown>;
    approval_id: string | null;
    push_digest: Buffer | null;
    sealed_secret: Buffer | null;
    every_seconds: number;
    failures_to_open: number;
    successes_to_close: number;
    depends_on: string | null;
    is_paused: boolean;
    public_name: string | null;
    created_at: Instant;
    changed_at: Instant;
  };
  'monitoring.state': {
    organisation_id: string;
    id: string;
    body_id: string;
    status: CheckStatus;
    since_at: Instant;
    next_at: Instant;
    last_at: Instant | null;
    last_ms: number | null;
    says: string | null;
    facts: Facts;
    streak: number;
    outcomes: number;
    is_flapping: boolean;
    beat_at: Instant | null;
    beat: Record<string, unknown> | null;
    incident_id: string | null;
  };
  'monitoring.look': {
    at: Instant;
    organisation_id: string;
    check_id: string;
    body_id: string;
    slot: number;
    outcome: number;
    ms: number | null;
    says: string | null;
  };
  'monitoring.result': {
    organisation_id: string;
    check_id: string;
    body_id: string;
    looked_on: string;
    slot: number;
    gaps: number[];
    ms: (number | null)[] | null;
    outcomes: number[] | null;
    says: (string | null)[] | null;
  };
  'monitoring.day': {
    organisation_id: string;
    check_id: string;
    body_id: string;
    looked_on: string;
    looks: number;
    warned: number;
    failed: number;
    mean_ms: number | null;
    ups: number[];
    warns: number[] | null;
    downs: number[] | null;
    mean_ms_of_hour: (number | null)[] | null;
    max_ms_of_hour: (number | null)[] | null;
  };
  'monitoring.subscription': {
    organisation_id: string;
    id: string;
    address: string;
    asked_at: Instant;
    confirmed_at: Instant | null;
    message_ids: Generated<string[]>;
  };
  'monitoring.subscription_notice': {
    organisation_id: string;
    id: string;
    about: string;
    what: string;
    subject: string;
    paragraphs: string[];
    told_at: Instant;
  };
  'monitoring.maintenance': {
    organisation_id: string;
    id: string;
    operator_id: string;
    body_id: string | null;
    check_ids: string[];
    title: string;
    begins_at: Instant;
    ends_at: Instant;
    is_public: boolean;
    planned_by: string;
    planned_by_name: string;
    planned_at: Instant;
    cancelled_at: Instant | null;
  };
  'monitoring.incident': {
    organisation_id: string;
    id: string;
    body_id: string;
    check_id: string;
    title: string;
    cause: string;
    status: 'open' | 'acknowledged' | 'closed';
    is_unstable: boolean;
    opened_at: Instant;
    acknowledged_at: Instant | null;
    acknowledged_by: string | null;
    acknowledged_by_name: string | null;
    closed_at: Instant | null;
    step: number;
    next_step_at: Instant | null;
  };
  'monitoring.affected': {
    organisation_id: string;
    incident_id: string;
    check_id: string;
    body_id: string;
    joined_at: Instant;
    left_at: Instant | null;
  };
  'monitoring.entry': {
    organisation_id: string;
    id: string;
    incident_id: string;
    body_id: string;
    at: Instant;
    rank: number;
    kind: 'opened' | 'joined' | 'left' | 'unstable' | 'told' | 'acknowledged' | 'note' | 'closed';
    says: string;
    by_name: string | null;
    is_public: boolean;
  };
  'monitoring.warning_rule': {
    organisation_id: string;
    id: string;
    expiry_days: number[];
    from_hour: number;
    until_hour: number;
    tells_body: boolean;
    changed_at: Instant;
  };
  'monitoring.warned': {
    organisation_id: string;
    check_id: string;
    subject: string;
    body_id: string;
    level: number;
    says: string;
    told_at: Instant;
  };
  'monitoring.step': { organisation_id: string; id: string; rank: number; after_minutes: number; mandate_ids: string[] };
  'monitoring.status_page': { organisation_id: string; id: string; is_open: boolean; intro: string; changed_at: Instant };
  'organisations.body': { id: string; slug: string; name: string };
};
