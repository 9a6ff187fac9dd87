-- SPDX-License-Identifier: EUPL-1.2
-- Whom an operator serves and whom an EPCI groups, for the functions of other rooms that run with the migrations' rights.

create function organisations.groups(epci uuid, member uuid, day date) returns boolean
language sql stable security definer set search_path = pg_catalog
return exists (
  select from organisations.membership m
  where m.epci_id = epci
    and m.member_id = member
    and m.since_on <= day
    and (m.until_on is null or m.until_on > day)
);
revoke execute on function organisations.groups(uuid, uuid, date) from public;

-- The territory of an operator on a day: itself, its EPCI with their members, bodies listed one by one, those that it declared.
create function organisations.served_by(operator uuid, day date) returns table (body_id uuid)
language sql stable security definer set search_path = pg_catalog
begin atomic
  with part as (
    select p.body_id
    from organisations.territory_part p
    join organisations.operator o on o.body_id = p.organisation_id
    where p.organisation_id = operator
      and p.since_on <= day
      and (p.until_on is null or p.until_on > day)
  )
  select o.body_id from organisations.operator o where o.body_id = operator
  union
  select part.body_id from part
  union
  select m.member_id
  from part
  join organisations.membership m on m.epci_id = part.body_id
  where m.since_on <= day
    and (m.until_on is null or m.until_on > day)
  union
  select d.body_id
  from organisations.declaration d
  join organisations.operator o on o.body_id = d.organisation_id
  where d.organisation_id = operator
    and d.withdrawn_at is null;
end;
revoke execute on function organisations.served_by(uuid, date) from public;

-- Whether one body is in it, without reading the whole of it.
create function organisations.serves(operator uuid, body uuid, day date) returns boolean
language sql stable security definer set search_path = pg_catalog
return exists (select from organisations.operator o where o.body_id = operator)
  and (
    operator = body
    or exists (
      select from organisations.territory_part p
      where p.organisation_id = operator
        and p.since_on <= day
        and (p.until_on is null or p.until_on > day)
        and (p.body_id = body or organisations.groups(p.body_id, body, day)))
    or exists (
      select from organisations.declaration d
      where d.organisation_id = operator
        and d.body_id = body
        and d.withdrawn_at is null));
revoke execute on function organisations.serves(uuid, uuid, date) from public;
