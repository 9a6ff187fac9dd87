// SPDX-License-Identifier: EUPL-1.2
import type { ColumnType } from 'kysely';
import type { Actor } from '#platform/context.ts';
import type { AnnexBody, BillingDocument, DocumentKind, Family, PostalAddress, VatCode, VatTotal } from './document.ts';
import type { ExchangeSettings } from './contract/exchange.ts';
import type { BillingSettings } from './contract/settings.ts';
import type { ReturnedLine } from './treasury/returned-line.ts';
import type { Correction } from './corrections/correction.ts';
import type { DueLine } from './liquidation/due-line.ts';
import type { Difference } from './liquidation/explain.ts';

type Instant = string;
type Day = string;
/** Written as text, read as what it says. */
type Json<Value> = ColumnType<Value, string, string>;
/** Who a row belongs to, and its own key. */
type Own = { organisation_id: string; id: string };

export type CreditedLine = { rank: number; netCents: number; isBilledAnew: boolean };

export type RunStatus = 'preparing' | 'prepared' | 'locking' | 'locked' | 'issuing' | 'issued' | 'abandoned';
export type RunAct = 'prepare' | 'lock' | 'issue';
export type Verdict = 'upheld' | 'rejected' | 'withdrawn';
export type HappeningName =
  | 'issued'
  | 'titre'
  | 'titre-cancelled'
  | 'titre-rejected'
  | 'payment'
  | 'payment-reversed'
  | 'contested'
  | 'contest-settled'
  | 'reminder'
  | 'credited';
export type Sharing = 'participation' | 'bodies' | 'population' | 'equal';

export type RunRow = Own & {
  number: string;
  title: string;
  year: number;
  from_on: Day;
  until_on: Day;
  families: Family[];
  payer_ids: string[] | null;
  status: RunStatus;
  payers: number;
  net_cents: number;
  vat_cents: number;
  gross_cents: number;
  prepared_by: string | null;
  prepared_name: string;
  prepared_at: Instant;
  locked_by: string | null;
  locked_at: Instant | null;
  digest: string | null;
  issued_by: string | null;
  issued_name: string | null;
  issued_at: Instant | null;
  closing_reason: string | null;
};

export type Tables = {
  'billing.setting': Own & { content: Json<BillingSettings>; changed_by: string; changed_at: Instant };
  'billing.payer': Own & {
    payer_id: string;
    siret: string | null;
    engagement: string | null;
    service_code: string | null;
    address: ColumnType<PostalAddress | null, string | null, string | null>;
    email: string | null;
    bill_to_id: string | null;
    bill_to_reason: string | null;
    changed_by: string;
    changed_at: Instant;
  };
  'billing.charge': Own & {
    payer_id: string;
    beneficiary_id: string;
    family: 'order' | 'school-fee' | 'volume' | 'manual';
    offer: string;
    label: string;
    detail: string;
    quantity_thousandths: number;
    unit: string;
    unit_price_ten_thousandths: number;
    net_cents: number;
    vat_code: VatCode;
    rate_basis_points: number;
    act: string;
    edition: string | null;
    happened_on: Day;
    source_key: string;
    entered_by: string;
    entered_at: Instant;
    withdrawn_at: Instant | null;
    withdrawn_by: string | null;
    withdrawn_reason: string | null;
  };
  'billing.correction': Own & {
    year: number;
    payer_id: string;
    source_key: string;
    state: string;
    nature: Correction['nature'];
    label: string;
    says: string;
    amount_cents: number;
    decision: 'complement' | 'credit' | 'none';
    reason: string;
    line: ColumnType<DueLine | null, string | null, never>;
    credit_id: string | null;
    decided_by: string;
    decided_at: Instant;
    withdrawn_at: Instant | null;
    withdrawn_by: string | null;
  };
  'billing.run': RunRow;
  'billing.run_work': Own & {
    act: RunAct;
    actor: Json<Extract<Actor, { kind: 'person' }>>;
    asked_at: Instant;
    heard_at: Instant;
    attempts: number;
    done: number;
    total: number;
    failure: string | null;
  };
  'billing.liquidation': Own & {
    run_id: string;
    kind: 'appel' | 'facture';
    payer_id: string;
    payer_name: string;
    lines: number;
    net_cents: number;
    vat_cents: number;
    gross_cents: number;
    previous_cents: number | null;
    vat: Json<VatTotal[]>;
    differences: Json<Difference[]>;
    annex: Json<AnnexBody[]>;
    faults: string[];
    excluded_reason: string | null;
    excluded_by: string | null;
  };
  'billing.liquidation_line': Own & {
    run_id: string;
    liquidation_id: string;
    rank: number;
    source_key: string;
    line_key: string;
    family: Family;
    offer: string;
    net_cents: number;
    vat_code: VatCode;
    rate_basis_points: number;
    content: Json<DueLine>;
  };
  'billing.counter': Own & { series: DocumentKind | 'run' | 'reminder'; year: number; first_number: number; last_number: number };
  'billing.document': Own & {
    kind: DocumentKind;
    year: number;
    sequence: number;
    number: string;
    payer_id: string;
    payer_name: string;
    run_id: string | null;
    original_id: string | null;
    issued_on: Day;
    due_on: Day;
    net_cents: number;
    vat_cents: number;
    gross_cents: number;
    content: Json<BillingDocument>;
    digest: string;
    issued_by: string;
    issued_at: Instant;
  };
  'billing.posting': Own & {
    document_id: string;
    rank: number;
    account: 'receivable' | 'revenue' | 'vat';
    payer_id: string;
    kind: 'appel' | 'facture';
    year: number;
    on_day: Day;
    amount_cents: number;
    family: Family | null;
    offer: string | null;
    line_key: string | null;
    label: string | null;
    basis: ColumnType<Record<string, unknown> | null, string | null, never>;
    beneficiary_ids: string[];
    period_from: Day | null;
    period_until: Day | null;
    rate_basis_points: number | null;
    vat_code: VatCode | null;
  };
  'billing.billed': Own & { source_key: string; document_id: string; line_rank: number; released_by: string | null };
  'billing.credit': Own & {
    document_id: string;
    reason: string;
    lines: Json<CreditedLine[]>;
    prepared_by: string;
    prepared_name: string;
    prepared_at: Instant;
    status: 'prepared' | 'issued' | 'dropped';
    avoir_id: string | null;
    issued_by: string | null;
  };
  'billing.standing': Own & {
    document_id: string;
    payer_id: string;
    due_on: Day;
    gross_cents: number;
    paid_cents: number;
    credited_cents: number;
    titre: string | null;
    bordereau: string | null;
    exercice: number | null;
    titred_on: Day | null;
    contested_on: Day | null;
    contest_reason: string | null;
    rejected_on: Day | null;
    reject_reason: string | null;
    reminders: number;
    reminded_on: Day | null;
  };
  'billing.contest': Own & {
    document_id: string;
    payer_id: string;
    is_by_payer: boolean;
    opened_on: Day;
    reason: string;
    opened_name: string;
    opened_at: Instant;
    verdict: Verdict | null;
    answer: string | null;
    answered_on: Day | null;
    answered_name: string | null;
    closed_at: Instant | null;
  };
  'billing.happening': Own & {
    document_id: string;
    payer_id: string;
    what: HappeningName;
    on_day: Day;
    amount_cents: number | null;
    says: string;
    key: string;
    by_name: string;
    at: Instant;
  };
  'billing.cost': Own & {
    year: number;
    service: string;
    label: string;
    amount_cents: number;
    is_common: boolean;
    sharing: Sharing;
    source: string;
    entered_by: string;
    entered_at: Instant;
  };
  'billing.member_receipts': Own & {
    year: number;
    payer_id: string;
    taxed_basis_points: number;
    evidence: string;
    entered_by: string;
    entered_at: Instant;
  };
  'billing.exchange_setting': Own & { content: Json<ExchangeSettings>; changed_by: string; changed_at: Instant };
  'billing.exchange_counter': Own & { series: 'file' | 'titre' | 'bordereau'; exercice: number; last_number: number };
  'billing.sent_file': Own & {
    form: 'liquidation' | 'pes';
    number: number;
    name: string;
    documents: number;
    total_cents: number;
    digest: string;
    blob_id: string;
    sent_by: string;
    sent_at: Instant;
    withdrawn_at: Instant | null;
    withdrawn_by: string | null;
  };
  'billing.sent_document': Own & {
    file_id: string;
    document_id: string;
    exercice: number | null;
    bordereau: number | null;
    titre: number | null;
    rejected_at: Instant | null;
  };
  'billing.return_file': Own & {
    name: string;
    form: 'acquit' | 'pes-retour' | 'csv' | null;
    status: 'read' | 'broken' | 'misaddressed';
    says: string;
    remarks: Json<string[]>;
    digest: string;
    blob_id: string;
    received_by: string;
    received_at: Instant;
    replayed_at: Instant | null;
  };
  'billing.return_line': Own & {
    file_id: string;
    key: string;
    rank: number;
    line: number;
    what: ReturnedLine['what'];
    document: string | null;
    verdict: 'apply' | 'note' | 'known' | 'refuse' | 'dismissed';
    says: string;
    settled_by: string | null;
    settled_at: Instant | null;
    settled_reason: string | null;
  };
  'organisations.body': { id: string; slug: string; name: string; kind: string; siren: string | null; origin: string; ended_on: Day | null };
};
