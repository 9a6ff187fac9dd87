-- SPDX-License-Identifier: EUPL-1.2
-- What the operator does for the bodies that it keeps: it holds passwords, and knows how the second site stands.

-- Custodians of the operator find here what is entrusted with them; the sealed password itself stays in the rows of the body.
create table backup.custody (
  organisation_id uuid not null,
  id uuid not null,
  escrow_id uuid not null,
  repository_id uuid not null,
  operator_id uuid not null references organisations.body (id),
  person_id uuid not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, escrow_id) references backup.escrow (organisation_id, id),
  foreign key (organisation_id, repository_id) references backup.repository (organisation_id, id)
);
comment on table backup.custody is 'Passwords of repositories that a person of the operator holds, while they are entrusted.';
create index custody_operator on backup.custody (operator_id, person_id);
create index custody_escrow on backup.custody (organisation_id, escrow_id);
create index custody_repository on backup.custody (organisation_id, repository_id);
select platform.declare_shared('backup.custody', array['operator_id']);

-- One row for the installation, as there is one second site.
create table backup.second_site (
  id smallint primary key default 1 check (id = 1),
  -- Everything that arrived before then lies there too.
  copied_at timestamptz,
  -- When copies were last read again, how many of them were damaged, and the day of the copy that was read longest ago.
  verified_at timestamptz,
  damaged integer not null default 0 check (damaged >= 0),
  oldest_verified_at timestamptz
);
comment on table backup.second_site is 'How far the second site follows, and when its copies were last read again.';
insert into backup.second_site default values;
select platform.declare_reference('backup.second_site');

alter table backup.sign drop constraint sign_kind_check;
alter table backup.sign add constraint sign_kind_check
  check (kind in ('silence', 'mass-new-data', 'volume-drop', 'removal-tried', 'quota-full', 'no-heartbeat'));
