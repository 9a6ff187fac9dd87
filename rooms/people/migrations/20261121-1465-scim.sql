-- SPDX-License-Identifier: EUPL-1.2
-- What a directory that provisions a body keeps beside its people and groups (SCIM, RFC 7643).

create table people.scim_record (
  organisation_id uuid not null references organisations.body (id),
  -- The id under which the directory knows the person or the group.
  id uuid not null,
  mandate_id uuid,
  group_id uuid,
  external_id text,
  -- Attributes of the schemas that Beffroi has no column for.
  attributes jsonb not null default '{}',
  created_at timestamptz not null,
  changed_at timestamptz not null,
  -- The directory deleted the person: unseen by it until they serve again.
  deleted_at timestamptz,
  primary key (organisation_id, id),
  check (num_nonnulls(mandate_id, group_id) = 1 and id = coalesce(mandate_id, group_id)),
  foreign key (organisation_id, mandate_id) references people.mandate (organisation_id, id) on delete cascade,
  foreign key (organisation_id, group_id) references people.person_group (organisation_id, id) on delete cascade
);
comment on table people.scim_record is 'What a directory that provisions people and groups keeps about them: its own identifier, further attributes.';
create unique index scim_record_mandate on people.scim_record (organisation_id, mandate_id);
create unique index scim_record_group on people.scim_record (organisation_id, group_id);
create unique index scim_record_external_user on people.scim_record (organisation_id, external_id) where mandate_id is not null;
create unique index scim_record_external_group on people.scim_record (organisation_id, external_id) where group_id is not null;
select platform.declare_owned('people.scim_record');
