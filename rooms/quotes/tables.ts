// SPDX-License-Identifier: EUPL-1.2
import type { ColumnType } from 'kysely';
import type { PricedQuote } from './pricing/priced-quote.ts';
import type { QuoteFacts } from './pricing/quote-facts.ts';
import type { QuoteRequest } from './pricing/request-schema.ts';
import type { LineEdit } from './edit-lines.ts';
import type { Evidence } from './evidence.ts';
import type { QuoteStatus } from './status.ts';

type Instant = string;
type Day = string;
/** Written as text so that the bytes are ours, read as what they say. */
type Json<Value> = ColumnType<Value, string, string>;

export type StepName =
  | 'drafted'
  | 'changed'
  | 'submitted'
  | 'approved'
  | 'returned'
  | 'sent'
  | 'reminded'
  | 'reopened'
  | 'accepted'
  | 'refused'
  | 'expired'
  | 'superseded'
  | 'withdrawn'
  | 'shared'
  | 'unshared';

export type SettingRow = {
  organisation_id: string;
  id: string;
  number_prefix: string;
  validity_days: number;
  reminder_days: number | null;
  approval_above_cents: number | null;
  link_days: number;
  terms: string;
};

export type QuoteRow = {
  organisation_id: string;
  id: string;
  year: number;
  sequence: number;
  number: string;
  title: string;
  payer_id: string;
  payer_name: string;
  status: QuoteStatus;
  revision: number;
  version: number;
  contact_name: string;
  contact_email: string;
  note: string;
  author_id: string | null;
  author_name: string;
  changed_by: string;
  created_at: Instant;
  changed_at: Instant;
  sent_at: Instant | null;
  valid_until: Day | null;
  reminded_at: Instant | null;
  closed_at: Instant | null;
  refusal_reason: string | null;
  first_year_cents: number;
  three_years_cents: number;
  has_on_quote: boolean;
  edition: string;
  replaces_id: string | null;
};

export type VersionRow = {
  organisation_id: string;
  id: string;
  quote_id: string;
  number: number;
  at: Instant;
  author_id: string | null;
  author_name: string;
  comment: string;
  edition: string;
  edition_digest: string;
  request: Json<QuoteRequest>;
  facts: Json<QuoteFacts>;
  priced: Json<PricedQuote>;
  edits: Json<readonly LineEdit[]>;
  digest: string;
};

export type Tables = {
  'quotes.setting': SettingRow;
  'quotes.counter': { organisation_id: string; id: string; year: number; last_number: number };
  'quotes.quote': QuoteRow;
  'quotes.version': VersionRow;
  'quotes.step': {
    organisation_id: string;
    id: string;
    quote_id: string;
    at: Instant;
    what: StepName;
    version: number;
    person_id: string | null;
    by_name: string;
    reason: string | null;
  };
  'quotes.document': {
    organisation_id: string;
    id: string;
    quote_id: string;
    version: number;
    number: string;
    title: string;
    payer_id: string;
    operator_name: string;
    author_name: string;
    sent_at: Instant;
    valid_until: Day;
    status: Extract<QuoteStatus, 'sent' | 'accepted' | 'refused' | 'expired' | 'superseded'>;
    terms: string;
    priced: Json<PricedQuote>;
    edits: Json<readonly LineEdit[]>;
    digest: string;
  };
  'quotes.document_beneficiary': { organisation_id: string; id: string; document_id: string; beneficiary_id: string };
  'quotes.share': {
    organisation_id: string;
    id: string;
    quote_id: string;
    document_id: string;
    secret_digest: Buffer;
    recipient: string;
    created_at: Instant;
    created_by: string;
    expires_at: Instant;
    revoked_at: Instant | null;
    opened_at: Instant | null;
    openings: number;
  };
  'quotes.decision': {
    organisation_id: string;
    id: string;
    quote_id: string;
    document_id: string;
    payer_id: string;
    share_id: string | null;
    decision: 'accepted' | 'refused';
    decided_at: Instant;
    by_name: string;
    by_title: string;
    act: string;
    reason: string;
    recorded_by: string | null;
    evidence: Json<Evidence>;
    evidence_digest: string;
  };
  'organisations.appearance': { organisation_id: string; name: string | null; accent: string | null };
  'organisations.body': { id: string; slug: string; name: string; kind: string; siren: string | null; origin: string };
};
