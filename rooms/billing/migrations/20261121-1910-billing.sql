-- SPDX-License-Identifier: EUPL-1.2
-- Runs, documents that never change, postings that are only added, what became of each document, and costs shared exactly.
create schema billing;

create table billing.setting (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  content jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (organisation_id, id)
);
comment on table billing.setting is 'How an operator bills: regime, rates, notes, series, prorata, instalments, terms. One row each.';
create unique index setting_of_operator on billing.setting (organisation_id);
select platform.declare_owned('billing.setting');

create table billing.payer (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  payer_id uuid not null references organisations.body (id),
  siret text check (siret ~ '^[0-9]{14}$'),
  engagement text check (engagement <> ''),
  service_code text check (service_code <> ''),
  address jsonb,
  email text,
  -- Who pays the invoices of this body instead of it, as a convention says.
  bill_to_id uuid references organisations.body (id),
  bill_to_reason text,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (organisation_id, id),
  check ((bill_to_id is null) = (bill_to_reason is null)),
  check (bill_to_id is distinct from payer_id)
);
comment on table billing.payer is 'What the operator must know of a payer to address a document: SIRET, commitment number, service code, address.';
create unique index payer_of_body on billing.payer (organisation_id, payer_id);
select platform.declare_owned('billing.payer');

create table billing.charge (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  payer_id uuid not null references organisations.body (id),
  beneficiary_id uuid not null references organisations.body (id),
  family text not null check (family in ('order', 'school-fee', 'volume', 'manual')),
  offer text not null default '',
  label text not null check (label <> ''),
  detail text not null default '',
  quantity_thousandths bigint not null check (quantity_thousandths > 0),
  unit text not null,
  unit_price_ten_thousandths bigint not null check (unit_price_ten_thousandths >= 0),
  net_cents bigint not null check (net_cents >= 0),
  vat_code text not null check (vat_code in ('S', 'E', 'O')),
  rate_basis_points int not null check (rate_basis_points between 0 and 10000),
  act text not null default '',
  edition text,
  happened_on date not null,
  -- What the source calls it: the same key never enters twice.
  source_key text not null,
  entered_by text not null,
  entered_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text,
  primary key (organisation_id, id),
  check (vat_code = 'S' or rate_basis_points = 0)
);
comment on table billing.charge is 'Something to bill once: an order, a fee on a school order, messages sent, records digitised.';
create unique index charge_source on billing.charge (organisation_id, source_key) where withdrawn_at is null;
create index charge_day on billing.charge (organisation_id, happened_on);
select platform.declare_owned('billing.charge');

create table billing.run (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  number text not null,
  title text not null check (title <> ''),
  year int not null check (year between 2000 and 2200),
  from_on date not null,
  until_on date not null,
  families text[] not null,
  payer_ids uuid[],
  status text not null check (status in ('preparing', 'prepared', 'locked', 'issued', 'abandoned')),
  payers int not null default 0,
  net_cents bigint not null default 0,
  vat_cents bigint not null default 0,
  gross_cents bigint not null default 0,
  prepared_by uuid,
  prepared_name text not null,
  prepared_at timestamptz not null,
  locked_by text,
  locked_at timestamptz,
  digest text,
  issued_by uuid,
  issued_name text,
  issued_at timestamptz,
  closing_reason text,
  primary key (organisation_id, id),
  check (from_on <= until_on),
  -- Whoever prepares does not issue.
  check (issued_by is null or issued_by is distinct from prepared_by),
  check ((status in ('locked', 'issued')) = (locked_at is not null)),
  check ((status = 'issued') = (issued_at is not null))
);
comment on table billing.run is 'A billing run: prepared, previewed, locked, issued. Locked, it is never computed again.';
create unique index run_number on billing.run (organisation_id, number);
select platform.declare_owned('billing.run');

create table billing.liquidation (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  run_id uuid not null,
  kind text not null check (kind in ('appel', 'facture')),
  payer_id uuid not null references organisations.body (id),
  payer_name text not null,
  lines int not null,
  net_cents bigint not null,
  vat_cents bigint not null,
  gross_cents bigint not null,
  previous_cents bigint,
  vat jsonb not null,
  differences jsonb not null,
  annex jsonb not null default '[]',
  faults text[] not null default '{}',
  excluded_reason text,
  excluded_by text,
  primary key (organisation_id, id),
  foreign key (organisation_id, run_id) references billing.run (organisation_id, id) on delete cascade
);
comment on table billing.liquidation is 'Who owes what in a run, and why it differs from last year: one document to come.';
create unique index liquidation_of_payer on billing.liquidation (organisation_id, run_id, kind, payer_id);
select platform.declare_owned('billing.liquidation');

create table billing.liquidation_line (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  run_id uuid not null,
  liquidation_id uuid not null,
  rank int not null,
  source_key text not null,
  line_key text not null,
  family text not null,
  offer text not null,
  net_cents bigint not null,
  vat_code text not null,
  rate_basis_points int not null,
  content jsonb not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, liquidation_id) references billing.liquidation (organisation_id, id) on delete cascade
);
comment on table billing.liquidation_line is 'A line of a document to come, with what it rests on.';
create index line_of_liquidation on billing.liquidation_line (organisation_id, liquidation_id, rank);
create index line_of_run on billing.liquidation_line (organisation_id, run_id);
select platform.declare_owned('billing.liquidation_line');

-- One look a statement, whatever its rows.
create function billing.keep_locked_runs() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if exists (
    select from touched t
    join billing.run r on r.organisation_id = t.organisation_id and r.id = t.run_id
    where r.status in ('locked', 'issued')
  ) and coalesce(current_setting('billing.erasing', true), '') <> 'on' then
    raise exception 'a locked run is never computed again' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger keep_locked_insert after insert on billing.liquidation_line
  referencing new table as touched for each statement execute function billing.keep_locked_runs();
create trigger keep_locked_update after update on billing.liquidation_line
  referencing old table as touched for each statement execute function billing.keep_locked_runs();
create trigger keep_locked_delete after delete on billing.liquidation_line
  referencing old table as touched for each statement execute function billing.keep_locked_runs();
create trigger keep_locked_insert after insert on billing.liquidation
  referencing new table as touched for each statement execute function billing.keep_locked_runs();
create trigger keep_locked_update after update on billing.liquidation
  referencing old table as touched for each statement execute function billing.keep_locked_runs();
create trigger keep_locked_delete after delete on billing.liquidation
  referencing old table as touched for each statement execute function billing.keep_locked_runs();

create table billing.counter (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  series text not null check (series in ('appel', 'facture', 'avoir', 'run', 'reminder')),
  year int not null,
  last_number int not null check (last_number >= 0),
  primary key (organisation_id, id)
);
comment on table billing.counter is 'Last number drawn in a series and a year. Drawn in the transaction that writes: one that fails gives it back.';
create unique index counter_of_series on billing.counter (organisation_id, series, year);
select platform.declare_owned('billing.counter');

create table billing.document (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  kind text not null check (kind in ('appel', 'facture', 'avoir')),
  year int not null,
  sequence int not null check (sequence > 0),
  number text not null,
  payer_id uuid not null references organisations.body (id),
  payer_name text not null,
  run_id uuid,
  original_id uuid,
  issued_on date not null,
  due_on date not null,
  net_cents bigint not null,
  vat_cents bigint not null,
  gross_cents bigint not null,
  -- `json`, not `jsonb`: what was issued is read back byte for byte.
  content json not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  issued_by text not null,
  issued_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, run_id) references billing.run (organisation_id, id),
  foreign key (organisation_id, original_id) references billing.document (organisation_id, id),
  check ((kind = 'avoir') = (original_id is not null)),
  check (net_cents + vat_cents = gross_cents)
);
comment on table billing.document is 'An issued document. Nobody changes it, not even the role of the migrations.';
create unique index document_sequence on billing.document (organisation_id, kind, year, sequence);
create unique index document_number on billing.document (organisation_id, number);
create index document_issued on billing.document (organisation_id, issued_on desc, id);
create index document_payer on billing.document (organisation_id, payer_id, issued_on desc);
create index document_read_by_payer on billing.document (payer_id, issued_on desc);
create index document_original on billing.document (organisation_id, original_id) where original_id is not null;
select platform.declare_shared('billing.document', array['payer_id'], append_only => true);

create function billing.keep_documents() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if coalesce(current_setting('billing.erasing', true), '') = 'on' then
    return old;
  end if;
  raise exception 'an issued document never changes' using errcode = 'check_violation';
end $$;
create trigger keep_documents before update or delete on billing.document for each row execute function billing.keep_documents();

-- A series has no gap: the number before must stand.
create function billing.follow_series() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if new.sequence > 1 and not exists (
    select from billing.document d
    where d.organisation_id = new.organisation_id and d.kind = new.kind and d.year = new.year and d.sequence = new.sequence - 1
  ) then
    raise exception 'the series % of % would have a gap before %', new.kind, new.year, new.sequence using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger follow_series before insert on billing.document for each row execute function billing.follow_series();

create table billing.posting (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  document_id uuid not null,
  rank int not null,
  account text not null check (account in ('receivable', 'revenue', 'vat')),
  payer_id uuid not null references organisations.body (id),
  kind text not null check (kind in ('appel', 'facture')),
  year int not null,
  on_day date not null,
  amount_cents bigint not null,
  family text,
  offer text,
  line_key text,
  label text,
  basis jsonb,
  beneficiary_ids uuid[] not null default '{}',
  period_from date,
  period_until date,
  rate_basis_points int,
  vat_code text,
  primary key (organisation_id, id),
  foreign key (organisation_id, document_id) references billing.document (organisation_id, id),
  check ((account = 'revenue') = (line_key is not null))
);
comment on table billing.posting is 'Every cent of every document, in balance: what is owed against revenue and VAT. Only added to.';
create unique index posting_rank on billing.posting (organisation_id, document_id, rank);
create index posting_year on billing.posting (organisation_id, year, account);
create index posting_payer on billing.posting (organisation_id, payer_id, year) where account = 'revenue';
select platform.declare_shared('billing.posting', array['payer_id'], append_only => true);
create trigger keep_postings before update or delete on billing.posting for each row execute function billing.keep_documents();

create table billing.billed (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  source_key text not null,
  document_id uuid not null,
  line_rank int not null,
  released_by uuid,
  primary key (organisation_id, id),
  foreign key (organisation_id, document_id) references billing.document (organisation_id, id),
  foreign key (organisation_id, released_by) references billing.document (organisation_id, id)
);
comment on table billing.billed is 'What was billed, by what it rests on: nothing is billed twice unless an avoir released it.';
create unique index billed_once on billing.billed (organisation_id, source_key) where released_by is null;
create index billed_document on billing.billed (organisation_id, document_id);
select platform.declare_owned('billing.billed');

create table billing.credit (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  document_id uuid not null,
  reason text not null check (reason <> ''),
  -- By rank of the original: how much is given back, and whether it is to be billed anew.
  lines jsonb not null,
  prepared_by uuid not null,
  prepared_name text not null,
  prepared_at timestamptz not null,
  status text not null default 'prepared' check (status in ('prepared', 'issued', 'dropped')),
  avoir_id uuid,
  primary key (organisation_id, id),
  foreign key (organisation_id, document_id) references billing.document (organisation_id, id),
  foreign key (organisation_id, avoir_id) references billing.document (organisation_id, id),
  check ((status = 'issued') = (avoir_id is not null))
);
comment on table billing.credit is 'An avoir that somebody prepared, and that another issues.';
create unique index credit_under_way on billing.credit (organisation_id, document_id) where status = 'prepared';
select platform.declare_owned('billing.credit');

create table billing.standing (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  document_id uuid not null,
  payer_id uuid not null references organisations.body (id),
  due_on date not null,
  gross_cents bigint not null,
  paid_cents bigint not null default 0,
  credited_cents bigint not null default 0 check (credited_cents >= 0),
  titre text,
  bordereau text,
  exercice int,
  titred_on date,
  contested_on date,
  contest_reason text,
  reminders int not null default 0,
  reminded_on date,
  primary key (organisation_id, id),
  foreign key (organisation_id, document_id) references billing.document (organisation_id, id),
  check (credited_cents <= greatest(gross_cents, 0))
);
comment on table billing.standing is 'What became of each document: its titre, what was paid, credited, contested. Follows from what happened.';
create unique index standing_of_document on billing.standing (organisation_id, document_id);
create index standing_due on billing.standing (organisation_id, due_on) where gross_cents > 0;
select platform.declare_shared('billing.standing', array['payer_id']);

create table billing.happening (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  document_id uuid not null,
  payer_id uuid not null references organisations.body (id),
  what text not null check (what in ('issued', 'titre', 'titre-cancelled', 'payment', 'payment-reversed', 'contested', 'contest-settled', 'reminder', 'credited')),
  on_day date not null,
  amount_cents bigint,
  says text not null,
  -- The same payment line of a file never counts twice.
  key text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, document_id) references billing.document (organisation_id, id)
);
comment on table billing.happening is 'What happened to a document since it was issued. Only added to.';
create unique index happening_key on billing.happening (organisation_id, key);
create index happening_of_document on billing.happening (organisation_id, document_id, at);
select platform.declare_shared('billing.happening', array['payer_id'], append_only => true);
create trigger keep_happenings before update or delete on billing.happening for each row execute function billing.keep_documents();

create table billing.cost (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  year int not null,
  service text not null check (service <> ''),
  label text not null check (label <> ''),
  amount_cents bigint not null,
  -- Whether the cost is common to members (shared at its exact part) or to those who are not.
  is_common boolean not null default true,
  -- How the common cost of the service is shared: one rule for the service and the year.
  sharing text not null check (sharing in ('participation', 'bodies', 'population', 'equal')),
  source text not null,
  entered_by text not null,
  entered_at timestamptz not null,
  primary key (organisation_id, id)
);
comment on table billing.cost is 'Yearly costs by service, as the accounts say, with the key by which members share them (art. 261 B CGI).';
create index cost_year on billing.cost (organisation_id, year, service);
select platform.declare_owned('billing.cost');

create table billing.member_receipts (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  year int not null,
  payer_id uuid not null references organisations.body (id),
  -- Share of the member's receipts that bear VAT.
  taxed_basis_points int not null check (taxed_basis_points between 0 and 10000),
  evidence text not null check (evidence <> ''),
  entered_by text not null,
  entered_at timestamptz not null,
  primary key (organisation_id, id)
);
comment on table billing.member_receipts is 'What each member states of its own taxed receipts: the tolerance is 20 %.';
create unique index receipts_of_member on billing.member_receipts (organisation_id, year, payer_id);
select platform.declare_owned('billing.member_receipts');

-- Removes what nobody may change, for the body that this transaction writes: one that leaves with its archives.
create function billing.erase_documents() returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  perform set_config('billing.erasing', 'on', true);
  delete from billing.credit where organisation_id = platform.writable();
  delete from billing.billed where organisation_id = platform.writable();
  delete from billing.happening where organisation_id = platform.writable();
  delete from billing.standing where organisation_id = platform.writable();
  delete from billing.posting where organisation_id = platform.writable();
  -- An avoir names its original: those who correct go first.
  delete from billing.document where organisation_id = platform.writable() and kind = 'avoir';
  delete from billing.document where organisation_id = platform.writable();
  delete from billing.liquidation_line where organisation_id = platform.writable();
  delete from billing.liquidation where organisation_id = platform.writable();
  perform set_config('billing.erasing', '', true);
end $$;
revoke execute on function billing.erase_documents() from public;
grant execute on function billing.erase_documents() to beffroi_server;
