// SPDX-License-Identifier: EUPL-1.2
import type { Generated } from 'kysely';

type Instant = string;
type Day = string;

export type MachineKind = 'workstation' | 'server' | 'nas';
export type SignKind = 'silence' | 'mass-new-data' | 'volume-drop' | 'removal-tried' | 'quota-full' | 'no-heartbeat';
export type ObjectType = 'config' | 'data' | 'index' | 'keys' | 'locks' | 'snapshots';

type Row<Columns> = { organisation_id: string; id: string } & Columns;

export type Tables = {
  'backup.account': Row<{
    operator_id: string;
    bytes: Generated<number>;
    binned_bytes: Generated<number>;
    is_open: Generated<boolean>;
    soft_bytes: number | null;
    hard_bytes: number | null;
    margin_bytes: number | null;
    hold_days: Generated<number>;
    bound_read_at: Instant | null;
    reported_bytes: number | null;
    reported_at: Instant | null;
  }>;
  'backup.repository': Row<{
    operator_id: string;
    key: string;
    label: string;
    kind: MachineKind;
    secret_digest: Buffer | null;
    bytes: Generated<number>;
    binned_bytes: Generated<number>;
    objects: Generated<number>;
    added_by: string;
    added_at: Instant;
    enrolled_at: Instant | null;
    seen_at: Instant | null;
    backed_up_at: Instant | null;
    closed_by: string | null;
    closed_at: Instant | null;
    proven_at: Generated<Instant | null>;
    heartbeat: Generated<string | null>;
    heard_at: Generated<Instant | null>;
  }>;
  'backup.maintenance': Row<{
    repository_id: string;
    operator_id: string;
    reason: string;
    asked_by: string;
    asked_by_name: string;
    asked_at: Instant;
    answered_by: string | null;
    answered_by_name: string | null;
    answered_at: Instant | null;
    is_allowed: boolean | null;
    secret_digest: Buffer | null;
    opened_at: Instant | null;
    ends_at: Instant | null;
    closed_at: Instant | null;
  }>;
  'backup.object': Row<{
    repository_id: string;
    type: ObjectType;
    name: Buffer;
    size: number;
    blob_id: string;
    at: Instant;
    binned_at: Instant | null;
    held_until: Instant | null;
    maintenance_id: string | null;
  }>;
  'backup.day': Row<{
    repository_id: string;
    operator_id: string;
    on_day: Day;
    added_bytes: Generated<number>;
    added_objects: Generated<number>;
    snapshots: Generated<number>;
    removed_bytes: Generated<number>;
    removed_objects: Generated<number>;
    refused_removals: Generated<number>;
    refused_objects: Generated<number>;
  }>;
  'backup.enrolment': Row<{
    repository_id: string;
    token_digest: Buffer;
    made_by: string;
    made_at: Instant;
    ends_at: Instant;
    used_at: Instant | null;
    used_from: string | null;
  }>;
  'backup.copy': Row<{ blob_id: string; size: number; copied_at: Instant; verified_at: Instant }>;
  'backup.second_site': {
    id: Generated<number>;
    copied_at: Instant | null;
    verified_at: Instant | null;
    damaged: Generated<number>;
    oldest_verified_at: Instant | null;
  };
  'backup.plan': Row<{
    who_to_call: string;
    restart_order: string;
    drill_days: number;
    revised_by: string;
    revised_at: Instant;
  }>;
  'backup.plan_line': Row<{
    rank: number;
    what: string;
    repository_id: string | null;
    kept_where: 'operator' | 'on-site' | 'elsewhere';
    every_hours: number;
    kept_days: number;
    loss_hours: number;
    outage_hours: number;
    contact: string;
  }>;
  'backup.escrow': Row<{
    repository_id: string;
    sealed_password: Buffer;
    first_custodian: string;
    first_custodian_name: string;
    second_custodian: string;
    second_custodian_name: string;
    deposited_by: string;
    deposited_at: Instant;
    withdrawn_by: string | null;
    withdrawn_at: Instant | null;
    mode: Generated<'house' | 'either' | 'both'>;
    first_key: Generated<Buffer | null>;
    second_key: Generated<Buffer | null>;
    is_stale: Generated<boolean>;
    first_box: Generated<Buffer | null>;
    second_box: Generated<Buffer | null>;
  }>;
  'backup.recovery_key': Row<{ person_id: string; public_key: Buffer; made_at: Instant; retired_at: Generated<Instant | null> }>;
  'backup.custody': Row<{
    escrow_id: string;
    repository_id: string;
    operator_id: string;
    person_id: string;
    mode: Generated<'house' | 'either' | 'both'>;
    is_stale: Generated<boolean>;
  }>;
  'backup.custodian_lapse': Row<{
    escrow_id: string;
    repository_id: string;
    operator_id: string;
    person_id: string;
    custodian_name: string;
    noticed_at: Instant;
  }>;
  'backup.escrow_opening': Row<{ escrow_id: string; opened_by: string; reason: string; opened_at: Instant }>;
  'backup.drill': Row<{
    repository_id: string;
    operator_id: string;
    made_by: 'platform' | 'body';
    reader_digest: Buffer | null;
    reader_ends_at: Instant | null;
    begun_at: Instant;
    ended_at: Instant | null;
    succeeded: boolean | null;
    files: number | null;
    bytes: number | null;
    digest: string | null;
    says: string;
    said_by: string;
    proof_blob_id: Generated<string | null>;
    proof_name: Generated<string | null>;
    proof_type: Generated<string | null>;
  }>;
  'backup.sign': Row<{
    repository_id: string;
    operator_id: string;
    kind: SignKind;
    on_day: Day;
    says: string;
    noticed_at: Instant;
    seen_by: string | null;
    seen_at: Instant | null;
    handled_by: Generated<string | null>;
    handled_at: Generated<Instant | null>;
    handled_why: Generated<string | null>;
  }>;
  'organisations.body': { id: string; slug: string; name: string };
};
