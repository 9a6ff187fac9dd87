-- SPDX-License-Identifier: EUPL-1.2
-- Conventions that stood before: the files that brought them, what each line said, and the certificates that bodies hold.

create table adhesions.take_over (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  file_name text not null,
  -- SHA-256 of the file, in hexadecimal.
  digest text not null,
  created integer not null,
  changed integer not null,
  unchanged integer not null,
  applied_at timestamptz not null,
  applied_by text not null,
  undone_at timestamptz,
  undone_by text,
  primary key (organisation_id, id)
);
comment on table adhesions.take_over is 'Files by which an operator took over the conventions that it had concluded before.';
create index take_over_at on adhesions.take_over (organisation_id, applied_at);
select platform.declare_owned('adhesions.take_over');

create table adhesions.taken_over (
  organisation_id uuid not null,
  id uuid not null,
  take_over_id uuid not null,
  -- Outlives its convention when the take-over is undone.
  convention_id uuid not null,
  number text not null,
  line integer not null,
  -- What the file said of it, once read: the same said again changes nothing.
  said jsonb not null,
  said_digest text not null,
  -- What a corrected file changed, in words; empty when it created the convention.
  changes text[] not null,
  recorded_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, take_over_id) references adhesions.take_over (organisation_id, id)
);
comment on table adhesions.taken_over is 'What the lines of a file created or corrected: the history of what was taken over.';
create index taken_over_number on adhesions.taken_over (organisation_id, number, recorded_at);
create index taken_over_of on adhesions.taken_over (organisation_id, take_over_id);
create index taken_over_convention on adhesions.taken_over (organisation_id, convention_id);
select platform.declare_owned('adhesions.taken_over');

create table adhesions.certificate (
  organisation_id uuid not null,
  id uuid not null,
  convention_id uuid not null,
  beneficiary_id uuid not null references organisations.body (id),
  -- The function of whoever holds it, as the file gives it.
  holder text not null,
  expires_on date not null,
  recorded_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, convention_id) references adhesions.convention (organisation_id, id)
);
comment on table adhesions.certificate is 'Electronic certificates that bodies held when their convention was taken over.';
create index certificate_of on adhesions.certificate (organisation_id, convention_id);
create index certificate_expiry on adhesions.certificate (beneficiary_id, expires_on);
select platform.declare_shared('adhesions.certificate', array['beneficiary_id']);

-- Where a price comes from: the reasoning that leads to it, with the lines of the documents that it quotes.
alter table adhesions.line add column proof jsonb;
