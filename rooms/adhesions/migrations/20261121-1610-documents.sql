-- SPDX-License-Identifier: EUPL-1.2
-- Documents of adhesions: the templates that an operator writes, the documents made of them, who signs, and what proves when.
-- All belong to the operator; the other parties reach them through the dossier, in the operator's own transaction.

create table adhesions.template_version (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  document text not null,
  -- From 1; the template that comes with the software is 0 and has no row.
  number integer not null check (number > 0),
  source text not null check (length(source) <= 60000),
  -- SHA-256 of the source.
  digest text not null,
  note text not null,
  -- The version whose text this one took again; 0 is the one that comes with the software.
  restores integer check (restores >= 0),
  written_at timestamptz not null,
  written_by text not null,
  primary key (organisation_id, id),
  unique (organisation_id, document, number)
);
comment on table adhesions.template_version is 'Texts of templates, one row per version; none is ever changed or removed.';
select platform.declare_owned('adhesions.template_version');

create table adhesions.document (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  dossier_id uuid not null,
  document text not null,
  title text not null,
  template_number integer not null,
  template_digest text not null,
  quote_number text not null,
  -- What was known when it was made: values and amounts, digest of their canonical JSON.
  subject_digest text not null,
  pdf_piece_id uuid not null,
  pdf_digest text not null,
  docx_piece_id uuid not null,
  docx_digest text not null,
  made_at timestamptz not null,
  made_by text not null,
  primary key (organisation_id, id)
);
comment on table adhesions.document is 'Documents made once for a dossier, with the version of the template that wrote them.';
create index document_dossier on adhesions.document (organisation_id, dossier_id);
select platform.declare_owned('adhesions.document');

create table adhesions.signature_request (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  dossier_id uuid not null,
  document_id uuid not null,
  title text not null,
  -- SHA-256 of the PDF to sign.
  digest text not null,
  state text not null check (state in ('prepared', 'sent', 'signed', 'refused', 'cancelled')),
  prepared_at timestamptz not null,
  prepared_by text not null,
  sent_at timestamptz,
  closed_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, document_id) references adhesions.document (organisation_id, id),
  check ((state in ('prepared', 'sent')) = (closed_at is null)),
  check (state <> 'sent' or sent_at is not null)
);
comment on table adhesions.signature_request is 'A document that is to be signed, by whom in which order: what a parapheur will be given.';
create unique index one_open_request on adhesions.signature_request (organisation_id, document_id) where closed_at is null;
create index signature_request_dossier on adhesions.signature_request (organisation_id, dossier_id);
select platform.declare_owned('adhesions.signature_request');

create table adhesions.signatory (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  request_id uuid not null,
  rank integer not null check (rank > 0),
  -- The party for which one signs.
  party_id uuid not null references organisations.body (id),
  name text not null,
  quality text not null,
  state text not null check (state in ('waiting', 'signed', 'refused')),
  signed_on date,
  -- The signed copy: piece of the dossier and its SHA-256.
  piece_id uuid,
  digest text,
  reason text,
  recorded_at timestamptz,
  recorded_by text,
  primary key (organisation_id, id),
  unique (organisation_id, request_id, rank),
  foreign key (organisation_id, request_id) references adhesions.signature_request (organisation_id, id),
  check ((state = 'signed') = (piece_id is not null and digest is not null and signed_on is not null)),
  check ((state = 'waiting') = (recorded_at is null)),
  check ((state = 'refused') = (reason is not null))
);
comment on table adhesions.signatory is 'Who signs a document, in order, in which quality, and the copy that shows it.';
select platform.declare_shared('adhesions.signatory', array['party_id']);

create table adhesions.time_stamp (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  dossier_id uuid not null,
  -- The transition of the dossier that it proves: voted, transmitted, published, signed.
  act text not null,
  label text not null,
  -- Rank of the dossier's history at that moment: asked again, the same row answers.
  rank integer not null,
  -- Canonical JSON of what is proved, and its SHA-256.
  statement text not null,
  digest text not null,
  asked_at timestamptz not null,
  -- What the authority, or the installation's own seal, answered.
  stamp jsonb,
  stamped_at timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, dossier_id, rank),
  check ((stamp is null) = (stamped_at is null))
);
comment on table adhesions.time_stamp is 'Acts and dates of a path, with the time-stamp that proves when they were entered.';
select platform.declare_owned('adhesions.time_stamp');
