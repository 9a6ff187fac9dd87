// SPDX-License-Identifier: EUPL-1.2
import type { Generated } from 'kysely';

type Instant = string;
type Day = string;

export type MachineKind = 'workstation' | 'server' | 'nas';
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
  'organisations.body': { id: string; slug: string; name: string };
};
