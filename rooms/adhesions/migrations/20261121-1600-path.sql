-- SPDX-License-Identifier: EUPL-1.2
-- Numbers that two conventions concluded at once do not share, suspensions of a whole adhesion, and the day of the first commissioning.
create table adhesions.counter (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  prefix text not null,
  year integer not null,
  last_number integer not null,
  primary key (organisation_id, id),
  unique (organisation_id, prefix, year)
);
comment on table adhesions.counter is 'Last number given to a convention in a year, by kind.';
select platform.declare_owned('adhesions.counter');

create table adhesions.suspension (
  organisation_id uuid not null,
  id uuid not null,
  convention_id uuid not null,
  payer_id uuid not null references organisations.body (id),
  beneficiary_id uuid not null references organisations.body (id),
  begins_on date not null,
  -- Last day; null while nobody knows it.
  ends_on date,
  reason text not null,
  suspended_by text not null,
  suspended_at timestamptz not null,
  resumed_by text,
  resumed_at timestamptz,
  -- What was suspended of the rights, to be lifted with it.
  rights uuid[] not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, convention_id) references adhesions.convention (organisation_id, id),
  check (ends_on >= begins_on - 1)
);
comment on table adhesions.suspension is 'Days on which a whole adhesion is suspended, a cadre with all that stands under it.';
create index suspension_of on adhesions.suspension (organisation_id, convention_id, begins_on);
select platform.declare_shared('adhesions.suspension', array['payer_id', 'beneficiary_id']);

create table adhesions.commissioning (
  organisation_id uuid not null,
  id uuid not null,
  convention_id uuid not null,
  payer_id uuid not null references organisations.body (id),
  beneficiary_id uuid not null references organisations.body (id),
  rank integer not null check (rank > 0),
  on_day date not null,
  -- The rule of the opening, then one of the two sides.
  proposed_by text not null check (proposed_by in ('rule', 'operator', 'member')),
  author text not null,
  proposed_at timestamptz not null,
  note text not null default '',
  agreed_by text,
  agreed_at timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, convention_id, rank),
  foreign key (organisation_id, convention_id) references adhesions.convention (organisation_id, id),
  check ((agreed_by is null) = (agreed_at is null))
);
comment on table adhesions.commissioning is 'Days proposed for the first commissioning, one after the other; the last one counts, agreed or not.';
select platform.declare_shared('adhesions.commissioning', array['payer_id', 'beneficiary_id']);
