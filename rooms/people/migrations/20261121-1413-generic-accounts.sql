-- SPDX-License-Identifier: EUPL-1.2
-- Addresses of a service (mairie@…) that named persons hold. There is no password: each holder signs in as themselves.

create table people.generic_account (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  address text not null check (address = lower(address)),
  name text not null,
  created_at timestamptz not null,
  closed_at timestamptz,
  primary key (organisation_id, id)
);
comment on table people.generic_account is 'An address that belongs to a service, and to the persons who answer for it.';
create unique index generic_account_address on people.generic_account (organisation_id, address) where closed_at is null;
select platform.declare_owned('people.generic_account');

create table people.generic_account_holder (
  organisation_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  mandate_id uuid not null,
  -- `reader` reads, `writer` answers too, `manager` also says who holds it.
  role text not null check (role in ('reader', 'writer', 'manager')),
  added_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, account_id, mandate_id),
  foreign key (organisation_id, account_id) references people.generic_account (organisation_id, id) on delete cascade,
  foreign key (organisation_id, mandate_id) references people.mandate (organisation_id, id) on delete cascade
);
comment on table people.generic_account_holder is 'The named persons who hold a generic account, and what they may do with it.';
create index generic_account_holder_mandate on people.generic_account_holder (organisation_id, mandate_id);
select platform.declare_owned('people.generic_account_holder');

create table people.generic_account_use (
  organisation_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  person_id uuid not null references people.person (id),
  -- As the person was called that day, the technician who acted for them included.
  by_name text not null,
  what text not null,
  used_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, account_id) references people.generic_account (organisation_id, id) on delete cascade
);
comment on table people.generic_account_use is 'Who used a generic account, for what: a person, never the service.';
create index generic_account_use_latest on people.generic_account_use (organisation_id, account_id, used_at desc);
select platform.declare_owned('people.generic_account_use', append_only => true);
