-- SPDX-License-Identifier: EUPL-1.2
-- What follows a convention: the next term, a rider that moves it to another edition, the body that takes the place of another. A convention is
-- never rewritten: it ends, and another that says so begins the day after.

create table adhesions.succession (
  organisation_id uuid not null,
  id uuid not null,
  predecessor_id uuid not null,
  successor_id uuid not null,
  -- renewal: the next term. rider: the same term under another edition. transfer: another body in the place of one that ended.
  -- move: a body that went to another EPCI.
  kind text not null check (kind in ('renewal', 'rider', 'transfer', 'move')),
  payer_id uuid not null references organisations.body (id),
  beneficiary_id uuid not null references organisations.body (id),
  begins_on date not null,
  reason text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, predecessor_id, successor_id),
  foreign key (organisation_id, predecessor_id) references adhesions.convention (organisation_id, id),
  foreign key (organisation_id, successor_id) references adhesions.convention (organisation_id, id),
  check (predecessor_id <> successor_id)
);
comment on table adhesions.succession is 'Which convention follows which, and why.';
create index succession_successor on adhesions.succession (organisation_id, successor_id);
select platform.declare_shared('adhesions.succession', array['payer_id', 'beneficiary_id']);

create table adhesions.terms (
  organisation_id uuid not null,
  id uuid not null,
  convention_id uuid not null,
  -- What was asked and what it costs, line by line, as a quote keeps them.
  request jsonb not null,
  priced jsonb not null,
  digest text not null,
  made_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, convention_id),
  foreign key (organisation_id, convention_id) references adhesions.convention (organisation_id, id)
);
comment on table adhesions.terms is 'What a convention without a quote of its own brings and costs: riders and transfers.';
select platform.declare_owned('adhesions.terms');
