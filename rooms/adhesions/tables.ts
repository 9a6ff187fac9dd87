// SPDX-License-Identifier: EUPL-1.2
import type { ColumnType } from 'kysely';
import type { AcceptedQuote } from '#rooms/quotes/api.ts';

type Instant = string;
type Day = string;
/** Written as text, read as what it says. */
type Json<Value = Record<string, unknown>> = ColumnType<Value, string, string>;

export type Tables = {
  'adhesions.convention': {
    organisation_id: string;
    id: string;
    kind: 'cadre' | 'tripartite' | 'package';
    number: string;
    payer_id: string;
    beneficiary_id: string;
    cadre_id: string | null;
    edition: string;
    quote_id: string | null;
    quote_number: string | null;
    dossier_id: string | null;
    yearly_cents: number | null;
    begins_on: Day;
    ends_on: Day | null;
    renewal: 'none' | 'tacit';
    notice_months: number;
    proofs: Json;
    concluded_at: Instant;
    concluded_by: string;
    opened_at: Instant | null;
    ended_at: Instant | null;
    ended_by: string | null;
    end_reason: string | null;
  };
  'adhesions.membership': {
    organisation_id: string;
    id: string;
    convention_id: string;
    payer_id: string;
    beneficiary_id: string;
    scope: string;
    begins_on: Day;
    ends_on: Day | null;
    recorded_at: Instant;
  };
  'adhesions.line': {
    organisation_id: string;
    id: string;
    convention_id: string;
    beneficiary_id: string;
    offer: string;
    label: string;
    edition: string;
    inputs: Json;
    quote_line: string | null;
    yearly_cents: number | null;
    begins_on: Day;
    ends_on: Day | null;
    replaces_id: string | null;
    rider_id: string | null;
    proof: ColumnType<Record<string, unknown> | null, string | null | undefined, string | null>;
  };
  'adhesions.rider': {
    organisation_id: string;
    id: string;
    convention_id: string;
    number: string;
    kind: 'add' | 'remove';
    payer_id: string;
    beneficiary_id: string;
    offers: string[];
    quote_id: string | null;
    quote_number: string | null;
    dossier_id: string | null;
    decision: 'council' | 'without-council';
    legal_note: string;
    status: 'deciding' | 'concluded' | 'abandoned';
    yearly_cents: number | null;
    effective_on: Day;
    begun_at: Instant;
    begun_by: string;
    concluded_at: Instant | null;
    opened_at: Instant | null;
  };
  'adhesions.subscription_setting': {
    organisation_id: string;
    id: string;
    is_open: boolean;
    kinds: string[];
    affiliated_only: boolean;
    term_years: number | null;
    rider_ceiling_cents: number | null;
    legal_note: string;
    changed_at: Instant;
    changed_by: string;
  };
  'adhesions.succession': {
    organisation_id: string;
    id: string;
    predecessor_id: string;
    successor_id: string;
    kind: 'renewal' | 'rider' | 'transfer' | 'move';
    payer_id: string;
    beneficiary_id: string;
    begins_on: Day;
    reason: string;
    recorded_by: string;
    recorded_at: Instant;
  };
  'adhesions.terms': {
    organisation_id: string;
    id: string;
    convention_id: string;
    request: Json<AcceptedQuote['request']>;
    priced: Json<AcceptedQuote['priced']>;
    digest: string;
    made_at: Instant;
  };
  'adhesions.take_over': {
    organisation_id: string;
    id: string;
    file_name: string;
    digest: string;
    created: number;
    changed: number;
    unchanged: number;
    applied_at: Instant;
    applied_by: string;
    undone_at: Instant | null;
    undone_by: string | null;
  };
  'adhesions.taken_over': {
    organisation_id: string;
    id: string;
    take_over_id: string;
    convention_id: string;
    number: string;
    line: number;
    said: Json;
    said_digest: string;
    changes: string[];
    recorded_at: Instant;
  };
  'adhesions.certificate': {
    organisation_id: string;
    id: string;
    convention_id: string;
    beneficiary_id: string;
    holder: string;
    expires_on: Day;
    recorded_at: Instant;
  };
  'organisations.body': { id: string; slug: string; name: string; kind: string; siren: string | null };
};
