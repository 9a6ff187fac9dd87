-- SPDX-License-Identifier: EUPL-1.2
-- A custodian who no longer sees these backups opens nothing: the body and its operator must know before the day of the restore.
create table backup.custodian_lapse (
  organisation_id uuid not null,
  id uuid not null,
  escrow_id uuid not null,
  repository_id uuid not null,
  operator_id uuid not null references organisations.body (id),
  person_id uuid not null,
  custodian_name text not null,
  noticed_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, escrow_id, person_id),
  foreign key (organisation_id, escrow_id) references backup.escrow (organisation_id, id),
  foreign key (organisation_id, repository_id) references backup.repository (organisation_id, id)
);
comment on table backup.custodian_lapse is 'Custodians who have left or lost their role, until the password is entrusted again or they are back.';
create index custodian_lapse_operator on backup.custodian_lapse (operator_id);
create index custodian_lapse_repository on backup.custodian_lapse (organisation_id, repository_id);
select platform.declare_shared('backup.custodian_lapse', array['operator_id']);
