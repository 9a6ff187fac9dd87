-- SPDX-License-Identifier: EUPL-1.2
-- Conventions, who is a member under which of them, and what each subscribes. The operator owns the rows; payer and beneficiary read them.
create schema adhesions;

create table adhesions.convention (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  kind text not null check (kind in ('cadre', 'tripartite', 'package')),
  number text not null,
  -- Who pays, and who benefits: the EPCI and itself, the EPCI and one of its bodies, a body and itself.
  payer_id uuid not null references organisations.body (id),
  beneficiary_id uuid not null references organisations.body (id),
  -- The cadre under which a tripartite stands.
  cadre_id uuid,
  edition text not null,
  quote_id uuid,
  quote_number text,
  dossier_id uuid,
  -- Amount of the first year, as the quote gives it to the cent.
  yearly_cents bigint check (yearly_cents >= 0),
  begins_on date not null,
  -- Last day; null: no term.
  ends_on date,
  renewal text not null default 'none' check (renewal in ('none', 'tacit')),
  notice_months integer not null default 3 check (notice_months between 0 and 24),
  -- Acts, signature, source of what was taken over: with their dates and digests.
  proofs jsonb not null,
  concluded_at timestamptz not null,
  concluded_by text not null,
  opened_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  end_reason text,
  primary key (organisation_id, id),
  unique (organisation_id, number),
  foreign key (organisation_id, cadre_id) references adhesions.convention (organisation_id, id),
  check ((kind = 'tripartite') = (cadre_id is not null)),
  check ((kind = 'tripartite') = (payer_id <> beneficiary_id)),
  check (ends_on >= begins_on - 1)
);
comment on table adhesions.convention is 'Conventions between an operator and the bodies that it serves.';
create index convention_payer on adhesions.convention (payer_id);
create index convention_beneficiary on adhesions.convention (beneficiary_id);
create index convention_to_open on adhesions.convention (begins_on) where opened_at is null;
create index convention_cadre on adhesions.convention (organisation_id, cadre_id);
select platform.declare_shared('adhesions.convention', array['payer_id', 'beneficiary_id']);

create table adhesions.membership (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  convention_id uuid not null,
  payer_id uuid not null references organisations.body (id),
  beneficiary_id uuid not null references organisations.body (id),
  -- What it is a membership of: the mutualised adhesion, or a package. A body has one at a time of each.
  scope text not null,
  begins_on date not null,
  ends_on date,
  recorded_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, convention_id) references adhesions.convention (organisation_id, id),
  check (ends_on >= begins_on - 1),
  constraint one_membership_at_a_time
    exclude using gist (organisation_id with =, beneficiary_id with =, scope with =, daterange(begins_on, ends_on, '[]') with &&)
);
comment on table adhesions.membership is 'Who is a member, from a day to a day: the roster that the tariff counts.';
create index membership_payer on adhesions.membership (organisation_id, payer_id, begins_on);
create index membership_beneficiary on adhesions.membership (beneficiary_id, begins_on);
select platform.declare_shared('adhesions.membership', array['payer_id', 'beneficiary_id']);

create table adhesions.line (
  organisation_id uuid not null,
  id uuid not null,
  convention_id uuid not null,
  beneficiary_id uuid not null references organisations.body (id),
  offer text not null,
  label text not null,
  edition text not null,
  -- What was asked: volume, quantities, choices.
  inputs jsonb not null,
  -- Line of the quote that proves the price.
  quote_line text,
  yearly_cents bigint,
  begins_on date not null,
  ends_on date,
  replaces_id uuid,
  primary key (organisation_id, id),
  foreign key (organisation_id, convention_id) references adhesions.convention (organisation_id, id),
  foreign key (organisation_id, replaces_id) references adhesions.line (organisation_id, id),
  check (ends_on >= begins_on - 1)
);
comment on table adhesions.line is 'What a body subscribes under a convention; a change ends a line and begins the next.';
create index line_of on adhesions.line (organisation_id, convention_id);
create index line_beneficiary on adhesions.line (beneficiary_id, begins_on);
select platform.declare_shared('adhesions.line', array['beneficiary_id']);
