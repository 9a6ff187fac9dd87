-- SPDX-License-Identifier: EUPL-1.2
-- What a body subscribes by itself: who may, and what a rider adds to a convention in force or takes from it.

create table adhesions.subscription_setting (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  -- Whether bodies of the territory may subscribe by themselves, and of which kinds; no kind: all.
  is_open boolean not null,
  kinds text[] not null default '{}',
  affiliated_only boolean not null default false,
  -- Years that a convention of packages runs; null: no term.
  term_years integer check (term_years between 1 and 20),
  -- Up to this amount a year, an option joins a convention in force without a council; null: never.
  rider_ceiling_cents bigint check (rider_ceiling_cents >= 0),
  -- The act or article that lets the executive decide alone below that amount.
  legal_note text not null default '' check (length(legal_note) <= 1000),
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (organisation_id, id),
  unique (organisation_id),
  check (rider_ceiling_cents is null or length(trim(legal_note)) > 0)
);
comment on table adhesions.subscription_setting is 'Who may subscribe by themselves to an operator, for how long, and which riders need no council.';
select platform.declare_owned('adhesions.subscription_setting');

create table adhesions.rider (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  convention_id uuid not null,
  number text not null,
  kind text not null check (kind in ('add', 'remove')),
  payer_id uuid not null references organisations.body (id),
  beneficiary_id uuid not null references organisations.body (id),
  -- Packages and options that it adds or takes away.
  offers text[] not null check (cardinality(offers) > 0),
  quote_id uuid,
  quote_number text,
  dossier_id uuid,
  decision text not null check (decision in ('council', 'without-council')),
  -- Why no council was needed, as the operator's setting said on that day.
  legal_note text not null default '',
  status text not null check (status in ('deciding', 'concluded', 'abandoned')),
  yearly_cents bigint,
  -- First day of what is added; last day of what is taken away.
  effective_on date not null,
  begun_at timestamptz not null,
  begun_by text not null,
  concluded_at timestamptz,
  opened_at timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, number),
  unique (organisation_id, quote_id),
  foreign key (organisation_id, convention_id) references adhesions.convention (organisation_id, id),
  check ((status = 'concluded') = (concluded_at is not null)),
  check (opened_at is null or status = 'concluded')
);
comment on table adhesions.rider is 'Riders: what joins or leaves a convention during its term.';
create index rider_of on adhesions.rider (organisation_id, convention_id);
create index rider_payer on adhesions.rider (payer_id);
create index rider_beneficiary on adhesions.rider (beneficiary_id);
create index rider_to_open on adhesions.rider (effective_on) where opened_at is null and status = 'concluded';
select platform.declare_shared('adhesions.rider', array['payer_id', 'beneficiary_id']);

alter table adhesions.line add column rider_id uuid;
alter table adhesions.line add foreign key (organisation_id, rider_id) references adhesions.rider (organisation_id, id);
create index line_rider on adhesions.line (organisation_id, rider_id) where rider_id is not null;
