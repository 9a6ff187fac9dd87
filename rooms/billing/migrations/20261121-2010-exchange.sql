-- SPDX-License-Identifier: EUPL-1.2
-- What goes to the Treasury or to the finance software, and what comes back: every file is kept, every line of a return judged.
create table billing.exchange_setting (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  content jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (organisation_id, id)
);
comment on table billing.exchange_setting is 'Mode, mappings and PES codes of an operator. One row each.';
create unique index exchange_setting_of_operator on billing.exchange_setting (organisation_id);
select platform.declare_owned('billing.exchange_setting');

create table billing.exchange_counter (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  series text not null check (series in ('file', 'titre', 'bordereau')),
  -- Titres and bordereaux are numbered by exercice, files without end (0).
  exercice int not null,
  last_number int not null,
  primary key (organisation_id, id)
);
comment on table billing.exchange_counter is 'Last number given in each series: drawn in the transaction that uses it, so that none is missing.';
create unique index exchange_counter_of_series on billing.exchange_counter (organisation_id, series, exercice);
select platform.declare_owned('billing.exchange_counter');

create table billing.sent_file (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  form text not null check (form in ('liquidation', 'pes')),
  number int not null,
  name text not null,
  documents int not null,
  total_cents bigint not null,
  digest text not null,
  blob_id uuid not null,
  sent_by text not null,
  sent_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  primary key (organisation_id, id),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
comment on table billing.sent_file is 'A liquidation file or a PES that was made; its bytes are in a blob.';
create unique index sent_file_number on billing.sent_file (organisation_id, number);
select platform.declare_owned('billing.sent_file');

create table billing.sent_document (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  file_id uuid not null,
  document_id uuid not null,
  -- Given by the operator itself in mode B.
  exercice int,
  bordereau int,
  titre int,
  primary key (organisation_id, id),
  foreign key (organisation_id, file_id) references billing.sent_file (organisation_id, id),
  foreign key (organisation_id, document_id) references billing.document (organisation_id, id),
  check ((titre is null) = (bordereau is null) and (titre is null) = (exercice is null))
);
comment on table billing.sent_document is 'The file in which a document last went, and the titre that it was given there.';
-- A document goes once: it is never liquidated twice.
create unique index sent_document_once on billing.sent_document (organisation_id, document_id);
create unique index sent_document_titre on billing.sent_document (organisation_id, exercice, titre) where titre is not null;
create index sent_document_of_file on billing.sent_document (organisation_id, file_id);
select platform.declare_owned('billing.sent_document');

create table billing.return_file (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  name text not null,
  form text check (form in ('acquit', 'pes-retour', 'csv')),
  status text not null check (status in ('read', 'broken', 'misaddressed')),
  says text not null,
  remarks jsonb not null,
  digest text not null,
  blob_id uuid not null,
  received_by text not null,
  received_at timestamptz not null,
  replayed_at timestamptz,
  primary key (organisation_id, id)
);
comment on table billing.return_file is 'A return as it came, readable or not; its bytes are in a blob.';
-- The same bytes twice are one return.
create unique index return_file_once on billing.return_file (organisation_id, digest);
select platform.declare_owned('billing.return_file');

create table billing.return_line (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  file_id uuid not null,
  -- What the line says, told apart from its twins: known again when the file is read again.
  key text not null,
  rank int not null,
  line int not null,
  what text not null check (what in ('titre', 'payment', 'cancelled', 'rejected', 'acknowledged', 'unreadable')),
  document text,
  verdict text not null check (verdict in ('apply', 'note', 'known', 'refuse', 'dismissed')),
  says text not null,
  settled_by text,
  settled_at timestamptz,
  settled_reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, file_id) references billing.return_file (organisation_id, id),
  check ((verdict = 'dismissed') = (settled_reason is not null))
);
comment on table billing.return_line is 'What a return says line by line, and what was made of it; what is refused waits for somebody.';
create unique index return_line_key on billing.return_line (organisation_id, file_id, key);
create index return_line_waiting on billing.return_line (organisation_id, file_id) where verdict = 'refuse';
select platform.declare_owned('billing.return_line');
