-- SPDX-License-Identifier: EUPL-1.2
-- What the operator writes of a term, each time; and what one person proposes of a merger before a second one applies it.

create table adhesions.term_clause (
  organisation_id uuid not null,
  id uuid not null,
  convention_id uuid not null,
  payer_id uuid not null references organisations.body (id),
  beneficiary_id uuid not null references organisations.body (id),
  renewal text not null check (renewal in ('none', 'tacit')),
  notice_months integer not null check (notice_months between 0 and 24),
  -- The words of the convention.
  clause text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, convention_id) references adhesions.convention (organisation_id, id)
);
comment on table adhesions.term_clause is 'What a convention says of its term, as it was written each time: the last one holds.';
create index term_clause_of on adhesions.term_clause (organisation_id, convention_id, recorded_at);
create index term_clause_payer on adhesions.term_clause (payer_id);
select platform.declare_shared('adhesions.term_clause', array['payer_id', 'beneficiary_id']);

create table adhesions.body_change_proposal (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  kind text not null check (kind in ('merger', 'dissolution', 'move')),
  body_id uuid not null references organisations.body (id),
  happened_on date not null,
  -- The conventions that go on, where two contend for one place.
  keeps uuid[] not null,
  reason text not null,
  -- What the plan was when it was proposed: another one asks for another proposal.
  plan text not null,
  proposed_by uuid,
  proposed_name text not null,
  proposed_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, kind, body_id, happened_on)
);
comment on table adhesions.body_change_proposal is 'What one person proposes for the conventions of bodies that merge, end or move; a second person applies it.';
select platform.declare_owned('adhesions.body_change_proposal');

-- An EPCI answers for its territory: it reads the certificates of the bodies for which it pays.
select platform.also_readable('adhesions.certificate', 'payer',
  'exists (select from adhesions.convention c where c.organisation_id = certificate.organisation_id and c.id = certificate.convention_id and c.payer_id = any ((select platform.readable())::uuid[]))');
