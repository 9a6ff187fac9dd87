-- SPDX-License-Identifier: EUPL-1.2
-- What also lies at the second site. A copy outlives its object until the job has removed its bytes: it names them itself.
create table backup.copy (
  organisation_id uuid not null references organisations.body (id),
  -- The object's own id.
  id uuid not null,
  blob_id uuid not null,
  size bigint not null check (size >= 0),
  copied_at timestamptz not null,
  -- When its bytes were last read again and found to be those of the object.
  verified_at timestamptz not null,
  primary key (organisation_id, id)
);
comment on table backup.copy is 'Objects that lie at the second site too, and when they were last found whole there.';
create index copy_verified on backup.copy (verified_at);
select platform.declare_owned('backup.copy');
