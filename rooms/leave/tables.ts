// SPDX-License-Identifier: EUPL-1.2
import type { ColumnType } from 'kysely';
import type { payrollFields } from './contract/statistics.ts';
import type { Category, Status } from './law/cet.ts';
import type { NoWaiting } from './law/sick-pay.ts';
import type { Half } from './law/working-time.ts';

type Instant = string;
type Day = string;
/** Written as text, read as what it says. */
type Json<Value> = ColumnType<Value, string, string>;

export type Counter = 'annual' | 'rtt' | 'cet' | 'hours';
export type RequestStatus = 'requested' | 'endorsed' | 'approved' | 'refused' | 'cancelled' | 'recalled';
export type Outcome = 'endorsed' | 'approved' | 'refused' | 'cancelled' | 'recalled' | 'changed';
export type MovementKind =
  | 'opening'
  | 'acquired'
  | 'split'
  | 'taken'
  | 'given-back'
  | 'lost'
  | 'saved'
  | 'paid'
  | 'pension'
  | 'worked'
  | 'adjusted'
  | 'reduced';

/** Columns of the file that payroll reads. */
export type PayrollLayout = {
  separator: ';' | ',' | 'tab';
  decimals: 'comma' | 'dot';
  days: 'iso' | 'french' | 'compact';
  codedOnly: boolean;
  columns: { field: (typeof payrollFields)[number]; title: string; text: string }[];
};

type Row<Columns> = { organisation_id: string; id: string } & Columns;

export type Tables = {
  'leave.setting': Row<{
    school_zone: 'A' | 'B' | 'C' | null;
    territory: string | null;
    has_temple: boolean;
    approval_levels: number;
    notice_days: number;
    presence_refuses: boolean;
    cet_is_paid: boolean;
    colleagues_see: 'team' | 'body';
    changed_at: Instant;
    changed_by: string;
  }>;
  'leave.own_rule': Row<{ rule: string; value: Json<unknown>; text: string; begins_on: Day; ends_on: Day | null }>;
  'leave.team': Row<{ name: string; minimum_present: number; archived_at: Instant | null }>;
  'leave.agent': Row<{
    person_id: string | null;
    family_name: string;
    given_name: string;
    number: string | null;
    team_id: string | null;
    status: Status;
    category: Category;
    unit: 'day' | 'hour';
    /** Held where the body counts its absences so. */
    sex: 'F' | 'M' | null;
    arrived_on: Day;
    left_on: Day | null;
    created_at: Instant;
  }>;
  'leave.manager': Row<{ team_id: string; agent_id: string; level: number }>;
  'leave.stand_in': Row<{ agent_id: string; stand_in_id: string; begins_on: Day; ends_on: Day }>;
  'leave.working_time': Row<{
    agent_id: string;
    begins_on: Day;
    ends_on: Day | null;
    first_monday: Day;
    terms: Json<number[][]>;
    breaks: Json<number[][] | null> | null;
    percent: number;
    full_time_minutes: number;
  }>;
  'leave.kind': Row<{
    key: string;
    label: string;
    short: string;
    colour: string;
    counter: Counter | null;
    most_at_once: number | null;
    most_per_year: number | null;
    takes_hours: boolean;
    asked_by: 'agent' | 'manager';
    needs_answer: boolean;
    proof: 'none' | 'asked' | 'required';
    is_health: boolean;
    is_family: boolean;
    is_at_work: boolean;
    is_private: boolean;
    is_service: boolean;
    payroll_code: string | null;
    text: string;
    rank: number;
    archived_at: Instant | null;
  }>;
  'leave.request': Row<{
    agent_id: string;
    kind_id: string;
    status: RequestStatus;
    unit: 'half-day' | 'hour';
    from_on: Day;
    from_half: Half | null;
    until_on: Day;
    until_half: Half | null;
    from_minute: number | null;
    until_minute: number | null;
    period: string;
    days: number;
    minutes: number;
    comment: string;
    replacement_id: string | null;
    replaces_id: string | null;
    asked_at: Instant;
    asked_by: string;
    is_on_behalf: boolean;
    decided_at: Instant | null;
    version: number;
    /** How many documents justify it. */
    proofs: number;
  }>;
  'leave.answer': Row<{ request_id: string; outcome: Outcome; reason: string; by_name: string; in_place_of: string | null; at: Instant }>;
  'leave.movement': Row<{
    agent_id: string;
    counter: Counter;
    year: number;
    what: MovementKind;
    amount: number;
    on_day: Day;
    request_id: string | null;
    says: string;
    source: Json<Record<string, unknown>>;
    at: Instant;
    by_name: string;
  }>;
  'leave.carry_over': Row<{
    agent_id: string;
    counter: 'annual' | 'rtt';
    year: number;
    amount: number;
    until_on: Day;
    ground: 'authorised' | 'health' | 'family';
    says: string;
    decided_at: Instant;
    decided_by: string;
  }>;
  'leave.health': Row<{ request_id: string; person_id: string | null; no_waiting: NoWaiting | null; note: string }>;
  'leave.proof': Row<{
    request_id: string;
    person_id: string | null;
    name: string;
    type: string;
    blob_id: string;
    size: number;
    digest: string;
    added_at: Instant;
    added_by: string;
  }>;
  'leave.feed': { person_id: string; id: string; organisation_id: string | null; team_id: string | null; secret_digest: Buffer; created_at: Instant };
  'leave.extra_hours': Row<{
    agent_id: string;
    on_day: Day;
    minutes: number;
    percent: number;
    reason: string;
    status: 'requested' | 'approved' | 'refused';
    answer: string;
    asked_at: Instant;
    asked_by: string;
    answered_at: Instant | null;
    answered_by: string | null;
  }>;
  'leave.closing': Row<{ year: number; report: Json<unknown>; closed_at: Instant; closed_by: string }>;
  'leave.savings_account': Row<{ agent_id: string; opened_on: Day; opened_by: string }>;
  'leave.payroll_layout': Row<{
    separator: PayrollLayout['separator'];
    decimals: PayrollLayout['decimals'];
    days: PayrollLayout['days'];
    coded_only: boolean;
    columns: Json<PayrollLayout['columns']>;
    changed_at: Instant;
    changed_by: string;
  }>;
  'leave.school_break': Row<{ name: string; begins_on: Day; ends_on: Day }>;
  'leave.closed_day': Row<{ on_day: Day; label: string }>;
  'organisations.body': { id: string; slug: string; name: string; kind: string; insee: string | null };
};
