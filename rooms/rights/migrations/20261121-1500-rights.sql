-- SPDX-License-Identifier: EUPL-1.2
-- What a body may use, and has used. The operator that grants owns the rows; the body that benefits reads them, and draws on them through
-- `rights.draw` alone. Amounts are thousandths of the unit, so that 18,2 Go and half a day are exact.
create schema rights;

create table rights.opening (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  beneficiary_id uuid not null references organisations.body (id),
  service text not null,
  label text not null,
  begins_on date not null,
  -- Last day; null while nobody has ended it.
  ends_on date,
  -- What opened it, such as a line of a convention: opened once, whatever is replayed.
  opening_key text not null,
  -- Where it is printed: edition, offer, document, line.
  source jsonb not null,
  opened_by text not null,
  opened_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  end_reason text,
  primary key (organisation_id, id),
  unique (organisation_id, beneficiary_id, service, opening_key),
  -- Taken back before it began: a range that holds no day.
  check (ends_on >= begins_on - 1)
);
comment on table rights.opening is 'That a body may use a service, from a day to a day.';
create index opening_held on rights.opening (beneficiary_id, service, begins_on);
create index opening_key_of on rights.opening (organisation_id, opening_key);
select platform.declare_shared('rights.opening', array['beneficiary_id']);

create table rights.allowance (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  -- The body that holds it: the one that uses it, or the EPCI whose territory draws on it together.
  beneficiary_id uuid not null references organisations.body (id),
  service text not null,
  key text not null,
  label text not null,
  unit text not null,
  -- A level goes up and down (Go, mailboxes); a count only grows within its period.
  kind text not null check (kind in ('level', 'count')),
  per text not null check (per in ('term', 'civil-year', 'rolling', 'session')),
  rolling_years integer check (rolling_years between 1 and 10),
  -- Null: without bound.
  amount bigint check (amount >= 0),
  is_hard boolean not null,
  is_pooled boolean not null default false,
  -- Price of what goes beyond, per started block; null when the tariff prints none.
  block bigint not null default 1000 check (block > 0),
  overage_cents bigint check (overage_cents >= 0),
  overage_source jsonb,
  begins_on date not null,
  ends_on date,
  opening_key text not null,
  source jsonb not null,
  opened_by text not null,
  opened_at timestamptz not null,
  -- The first of the chain that it goes on from, whose balances all of them share: what is stored stays stored, the third year of an audit does
  -- not begin again. Null: it counts by itself.
  counted_with uuid,
  primary key (organisation_id, id),
  foreign key (organisation_id, counted_with) references rights.allowance (organisation_id, id),
  unique (organisation_id, beneficiary_id, key, opening_key),
  check ((per = 'rolling') = (rolling_years is not null)),
  check (kind = 'count' or per = 'term'),
  check (ends_on >= begins_on - 1)
);
comment on table rights.allowance is 'How much of a service a body may use: by stratum, by year, once in so many years, for each session.';
create index allowance_held on rights.allowance (beneficiary_id, key, begins_on);
create index allowance_counted_with on rights.allowance (organisation_id, counted_with) where counted_with is not null;
create index allowance_key_of on rights.allowance (organisation_id, opening_key);
select platform.declare_shared('rights.allowance', array['beneficiary_id']);

create table rights.extra (
  organisation_id uuid not null,
  id uuid not null,
  allowance_id uuid not null,
  beneficiary_id uuid not null references organisations.body (id),
  amount bigint not null check (amount > 0),
  begins_on date not null,
  ends_on date check (ends_on >= begins_on),
  reason text not null,
  granted_by text not null,
  granted_at timestamptz not null,
  -- It may be ended before its day.
  ended_by text,
  ended_at timestamptz,
  end_reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, allowance_id) references rights.allowance (organisation_id, id)
);
comment on table rights.extra is 'What the operator adds by hand to an allowance, and why.';
create index extra_allowance on rights.extra (organisation_id, allowance_id);
select platform.declare_shared('rights.extra', array['beneficiary_id']);

create table rights.limit_change (
  organisation_id uuid not null,
  id uuid not null,
  allowance_id uuid not null,
  beneficiary_id uuid not null references organisations.body (id),
  is_hard boolean not null,
  reason text not null,
  decided_by text not null,
  decided_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, allowance_id) references rights.allowance (organisation_id, id)
);
comment on table rights.limit_change is 'That an operator let an allowance be exceeded, or no longer, and why.';
create index limit_change_of on rights.limit_change (organisation_id, allowance_id, decided_at);
select platform.declare_shared('rights.limit_change', array['beneficiary_id']);

create table rights.suspension (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  beneficiary_id uuid not null references organisations.body (id),
  -- Null: everything that this operator opened for the body.
  service text,
  begins_on date not null,
  ends_on date check (ends_on >= begins_on - 1),
  reason text not null,
  suspended_by text not null,
  suspended_at timestamptz not null,
  lifted_by text,
  lifted_at timestamptz,
  primary key (organisation_id, id)
);
comment on table rights.suspension is 'Days on which what was opened may not be used.';
create index suspension_of on rights.suspension (beneficiary_id, begins_on);
select platform.declare_shared('rights.suspension', array['beneficiary_id']);

create table rights.pool_member (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  pool_id uuid not null references organisations.body (id),
  beneficiary_id uuid not null references organisations.body (id),
  begins_on date not null,
  ends_on date check (ends_on >= begins_on - 1),
  opening_key text not null,
  primary key (organisation_id, id),
  unique (organisation_id, pool_id, beneficiary_id, opening_key)
);
comment on table rights.pool_member is 'Bodies that draw on what their EPCI holds for its whole territory.';
create index pool_member_of on rights.pool_member (beneficiary_id, begins_on);
select platform.declare_shared('rights.pool_member', array['pool_id', 'beneficiary_id']);

-- What is used and reserved, per period or session: kept by `rights.draw` beside the movements, which prove it.
create table rights.balance (
  organisation_id uuid not null,
  id uuid not null,
  allowance_id uuid not null,
  beneficiary_id uuid not null references organisations.body (id),
  -- The civil year, the session, or nothing.
  period text not null,
  used bigint not null default 0 check (used >= 0),
  reserved bigint not null default 0 check (reserved >= 0),
  changed_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, allowance_id, period),
  foreign key (organisation_id, allowance_id) references rights.allowance (organisation_id, id)
);
comment on table rights.balance is 'What is used and reserved of an allowance in a period.';
select platform.declare_shared('rights.balance', array['beneficiary_id']);

create table rights.movement (
  organisation_id uuid not null,
  id uuid not null,
  allowance_id uuid not null,
  beneficiary_id uuid not null references organisations.body (id),
  -- The body that used it: the holder, or one of its territory.
  consumer_id uuid not null references organisations.body (id),
  kind text not null check (kind in ('reserve', 'consume', 'settle', 'release', 'give-back', 'report')),
  period text not null,
  -- Change of what is used and of what is reserved; what went beyond the allowance.
  used bigint not null,
  reserved bigint not null,
  beyond bigint not null default 0,
  beyond_cents bigint,
  on_day date not null,
  -- One act, one movement: replayed, it changes nothing.
  key text not null,
  -- The key of the reservation or of the use that a settlement, a release or a return answers.
  answers text,
  evidence jsonb not null,
  at timestamptz not null,
  -- When what a report says was measured: an older measure never replaces a newer one.
  measured_at timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, allowance_id, consumer_id, key),
  foreign key (organisation_id, allowance_id) references rights.allowance (organisation_id, id)
);
comment on table rights.movement is 'Each use of an allowance, with what proves it.';
create index movement_of on rights.movement (organisation_id, allowance_id, on_day);
create index movement_key on rights.movement (consumer_id, key);
create index movement_measured on rights.movement (organisation_id, allowance_id, consumer_id, measured_at desc) where kind = 'report';
create index movement_journal on rights.movement (allowance_id, on_day desc, id desc);
create index movement_of_operator on rights.movement (organisation_id, on_day desc, id desc);
create index movement_of_holder on rights.movement (beneficiary_id, on_day desc, id desc);
create index movement_of_consumer on rights.movement (consumer_id, on_day desc, id desc);
select platform.declare_shared('rights.movement', array['beneficiary_id', 'consumer_id'], true);

create table rights.alert_choice (
  person_id uuid not null references people.person (id) on delete cascade,
  body_id uuid not null references organisations.body (id) on delete cascade,
  -- The first threshold that they want to hear of; null for none.
  from_percent smallint check (from_percent in (80, 90, 100)),
  chosen_at timestamptz not null,
  primary key (person_id, body_id)
);
comment on table rights.alert_choice is 'From which threshold a person wants to be told that a right of a body fills up.';
select platform.declare_identity('rights.alert_choice', 'person_id');

-- Removes the movements of the operator that this transaction writes: an operator that leaves.
create function rights.erase_movements() returns void
language sql volatile security definer set search_path = pg_catalog
begin atomic
  delete from rights.movement where organisation_id = platform.writable();
end;
revoke execute on function rights.erase_movements() from public;
grant execute on function rights.erase_movements() to beffroi_server;
