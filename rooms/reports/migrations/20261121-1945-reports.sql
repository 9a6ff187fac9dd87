-- SPDX-License-Identifier: EUPL-1.2
-- The weekly report of a body, as it was said that week: rooms may say otherwise later, the report does not change.
create schema reports;

create table reports.weekly (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  operator_id uuid not null references organisations.body (id),
  -- ISO 8601: 2026-W47.
  week text not null check (week ~ '^\d{4}-W\d{2}$'),
  from_on date not null,
  to_on date not null check (to_on = from_on + 6),
  tone text not null check (tone in ('good', 'watch', 'bad')),
  summary text not null,
  -- What the rooms said, in order.
  lines jsonb not null,
  made_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, week)
);
comment on table reports.weekly is 'What a week was for a body, as it was told.';
create index weekly_of_operator on reports.weekly (operator_id, week);
select platform.declare_shared('reports.weekly', array['operator_id']);

-- What the EPCI reads of a member: how it stands in one sentence, never its lines.
create table reports.standing (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  operator_id uuid not null references organisations.body (id),
  epci_id uuid references organisations.body (id),
  week text not null,
  tone text not null check (tone in ('good', 'watch', 'bad')),
  summary text not null,
  failures int not null check (failures >= 0),
  to_do int not null check (to_do >= 0),
  used_bytes bigint,
  allowed_bytes bigint,
  primary key (organisation_id, id),
  unique (organisation_id, week)
);
comment on table reports.standing is 'How a body stood at the end of a week, for its operator and its EPCI.';
create index standing_of_operator on reports.standing (operator_id, week);
create index standing_of_epci on reports.standing (epci_id, week);
select platform.declare_shared('reports.standing', array['operator_id', 'epci_id']);

create table reports.run (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  week text not null,
  -- `write`: an operator had the reports of its bodies written; `roll-up`: an EPCI was sent that of its members.
  what text not null check (what in ('write', 'roll-up')),
  at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, what, week)
);
comment on table reports.run is 'Weeks that are done: once, whatever an outage made late.';
select platform.declare_owned('reports.run');

create table reports.setting (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  is_mailed boolean not null,
  -- Those who serve the body and get it; nobody named: its head and those who may set this.
  mandate_ids uuid[] not null default '{}' check (cardinality(mandate_ids) <= 20),
  -- Others: a maire délégué who has no account, a provider.
  addresses text[] not null default '{}' check (cardinality(addresses) <= 10),
  tells_epci boolean not null,
  changed_at timestamptz not null,
  primary key (organisation_id, id),
  check (id = organisation_id)
);
comment on table reports.setting is 'To whom a body wants its report sent.';
select platform.declare_owned('reports.setting');
