-- SPDX-License-Identifier: EUPL-1.2
-- A territory is counted again each time a body joins or leaves it under way: what it then owes is written, and never overwritten.
create table adhesions.recount (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  -- The cadre that owes.
  convention_id uuid not null,
  payer_id uuid not null references organisations.body (id),
  -- The convention of the body that joins or leaves.
  cause_id uuid not null,
  cause text not null check (cause in ('joined', 'left')),
  takes_effect_on date not null,
  counted_before integer not null,
  counted_after integer not null,
  before_cents bigint not null,
  yearly_cents bigint not null check (yearly_cents >= 0),
  -- Set where the amount is that of an accepted quote: it stands, whatever is counted since.
  quote_id uuid,
  recorded_at timestamptz not null,
  recorded_by text not null,
  -- When another joined or left before that day, and it was counted once more.
  replaced_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, convention_id) references adhesions.convention (organisation_id, id),
  foreign key (organisation_id, cause_id) references adhesions.convention (organisation_id, id)
);
comment on table adhesions.recount is 'What a territory pays a year from a day on, for whom it counts since.';
create unique index recount_once on adhesions.recount (organisation_id, convention_id, takes_effect_on) where replaced_at is null;
create index recount_payer on adhesions.recount (payer_id);
select platform.declare_shared('adhesions.recount', array['payer_id']);

-- Those that the conventions of bodies which joined kept until now.
insert into adhesions.recount (
  organisation_id, id, convention_id, payer_id, cause_id, cause, takes_effect_on, counted_before, counted_after, before_cents, yearly_cents, quote_id,
  recorded_at, recorded_by)
select distinct on (j.organisation_id, j.cadre_id, j.begins_on)
  j.organisation_id, gen_random_uuid(), c.id, c.payer_id, j.id, 'joined', j.begins_on, coalesce((j.proofs -> 'recount' ->> 'countedBefore')::integer, 0),
  coalesce((j.proofs -> 'recount' ->> 'countedAfter')::integer, 0), coalesce((j.proofs -> 'recount' ->> 'beforeCents')::bigint, c.yearly_cents, 0),
  (j.proofs -> 'recount' ->> 'yearlyCents')::bigint, (j.proofs -> 'recount' ->> 'quoteId')::uuid, j.concluded_at, j.concluded_by
from adhesions.convention j
join adhesions.convention c on c.organisation_id = j.organisation_id and c.id = j.cadre_id
where (j.ends_on is null or j.ends_on >= j.begins_on)
  and j.proofs -> 'recount' ->> 'yearlyCents' is not null
order by j.organisation_id, j.cadre_id, j.begins_on, j.number desc;

create or replace function adhesions.owed_on(c adhesions.convention, day date) returns bigint
language sql stable set search_path = pg_catalog
return case
  when c.kind <> 'cadre' then c.yearly_cents
  else coalesce((
    select r.yearly_cents
    from adhesions.recount r
    where r.organisation_id = c.organisation_id
      and r.convention_id = c.id
      and r.takes_effect_on <= day
      and r.replaced_at is null
    order by r.takes_effect_on desc
    limit 1), c.yearly_cents)
end;
