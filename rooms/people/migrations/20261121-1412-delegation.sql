-- SPDX-License-Identifier: EUPL-1.2
-- Delegations form chains: operator, EPCI, commune. A link holds only while each one above it does.

alter table people.delegation
  -- `body`: the one that is named. `members`: an EPCI and its members of the day. `territory`: an operator and all whom it serves.
  add column covers text not null default 'body' check (covers in ('body', 'members', 'territory')),
  -- Roles that may be given there though whoever gives them does not hold what they open.
  add column roles text[] not null default '{}',
  -- The delegation on which this one rests; null for an operator's own.
  add column parent_by uuid references organisations.body (id),
  add column parent_id uuid,
  add column depth smallint not null default 1 check (depth between 1 and 3),
  add column revoked_by uuid,
  add constraint delegation_parent check ((parent_by is null) = (parent_id is null)),
  add constraint delegation_of_territory check (covers <> 'territory' or administered_id = organisation_id);
create index delegation_of_body on people.delegation (administered_id);
create index delegation_child on people.delegation (parent_by, parent_id) where parent_id is not null;
select platform.also_readable('people.delegation', 'granter_above', 'parent_by = any ((select platform.readable())::uuid[])');

create function people.covers(scope text, administered uuid, addressed uuid, day date) returns boolean
language sql stable security definer set search_path = pg_catalog
return case
  when administered = addressed then true
  when scope = 'members' then organisations.groups(administered, addressed, day)
  when scope = 'territory' then organisations.serves(administered, addressed, day)
  else false
end;
revoke execute on function people.covers(text, uuid, uuid, date) from public;

-- The delegations that let this person act in the addressed body today. The chain is followed up to the operator that serves the body:
-- a link that is revoked, ended, narrower or that no longer covers the body breaks it.
create function people.standing_delegations(person uuid, at timestamptz, addressed uuid)
returns table (organisation_id uuid, id uuid, through uuid, permissions text[], roles text[])
language sql stable security definer set search_path = pg_catalog
begin atomic
  with recursive
  link as (
    select d.organisation_id as leaf_by, d.id as leaf_id, d.organisation_id, d.parent_by, d.parent_id, d.permissions, d.roles, 1 as depth
    from people.delegation d
    where d.revoked_at is null
      and d.begins_on <= (at at time zone 'Europe/Paris')::date
      and (d.ends_on is null or d.ends_on >= (at at time zone 'Europe/Paris')::date)
      and d.delegate_id in (
        select m.organisation_id
        from people.mandate m
        where m.person_id in (select person union all select p.id from people.person p where p.main_id = person)
          and m.begins_on <= (at at time zone 'Europe/Paris')::date
          and (m.ends_on is null or m.ends_on >= (at at time zone 'Europe/Paris')::date))
      and people.covers(d.covers, d.administered_id, addressed, (at at time zone 'Europe/Paris')::date)
    union all
    select l.leaf_by, l.leaf_id, d.organisation_id, d.parent_by, d.parent_id, d.permissions, d.roles, l.depth + 1
    from link l
    join people.delegation d on d.organisation_id = l.parent_by and d.id = l.parent_id
    where l.depth < 3
      and d.delegate_id = l.organisation_id
      and d.may_delegate
      and d.permissions @> l.permissions
      and d.roles @> l.roles
      and d.revoked_at is null
      and d.begins_on <= (at at time zone 'Europe/Paris')::date
      and (d.ends_on is null or d.ends_on >= (at at time zone 'Europe/Paris')::date)
      and people.covers(d.covers, d.administered_id, addressed, (at at time zone 'Europe/Paris')::date)
  )
  select leaf.organisation_id, leaf.id, leaf.delegate_id, leaf.permissions, leaf.roles
  from link root
  join people.delegation leaf on leaf.organisation_id = root.leaf_by and leaf.id = root.leaf_id
  where root.parent_id is null
    and organisations.serves(root.organisation_id, addressed, (at at time zone 'Europe/Paris')::date);
end;
revoke execute on function people.standing_delegations(uuid, timestamptz, uuid) from public;

-- What a body may know of delegations: those that it granted, that it received, that others drew from its own, that bear on it.
create function people.delegations_about(body uuid, day date) returns setof people.delegation
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not body = any (platform.readable()) then
    raise exception 'this transaction does not read body %', body;
  end if;
  return query
    select d.* from people.delegation d where d.organisation_id = body or d.delegate_id = body or d.administered_id = body or d.parent_by = body
    union
    select d.*
    from organisations.membership m
    join people.delegation d on d.administered_id = m.epci_id
    where m.member_id = body
      and d.covers = 'members'
      and m.since_on <= day
      and (m.until_on is null or m.until_on > day)
    union
    select d.*
    from organisations.operator o
    join people.delegation d on d.administered_id = o.body_id
    where d.covers = 'territory'
      and organisations.serves(o.body_id, body, day);
end $$;
revoke execute on function people.delegations_about(uuid, date) from public;
grant execute on function people.delegations_about(uuid, date) to beffroi_server;

-- Whether anything at all is delegated to the bodies of this person: asked first, since for nearly everybody the answer is no.
create function people.is_delegate(person uuid, at timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog
return exists (
  select from people.mandate m
  join people.delegation d on d.delegate_id = m.organisation_id
  where m.person_id in (select person union all select p.id from people.person p where p.main_id = person)
    and m.begins_on <= (at at time zone 'Europe/Paris')::date
    and (m.ends_on is null or m.ends_on >= (at at time zone 'Europe/Paris')::date)
    and d.revoked_at is null
    and d.begins_on <= (at at time zone 'Europe/Paris')::date
    and (d.ends_on is null or d.ends_on >= (at at time zone 'Europe/Paris')::date)
);
revoke execute on function people.is_delegate(uuid, timestamptz) from public;

create or replace function people.delegated_to(person uuid, at timestamptz, addressed uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not people.is_delegate(person, at) then
    return '[]'::jsonb;
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('through', d.through, 'permissions', d.permissions, 'roles', d.roles)), '[]'::jsonb)
    from people.standing_delegations(person, at, addressed) d);
end $$;
revoke execute on function people.delegated_to(uuid, timestamptz, uuid) from public;

-- A body knows the person by one of their accounts: what they may do counts them all.
create function people.main_account() returns uuid
language sql stable security definer set search_path = pg_catalog
return coalesce((select p.main_id from people.person p where p.id = platform.person()), platform.person());
revoke execute on function people.main_account() from public;

-- Whether this account is the person's who acts. Said to nobody but them.
create function people.is_me(account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog
return account = people.main_account()
  or exists (select from people.person p where p.id = account and p.main_id = people.main_account());
revoke execute on function people.is_me(uuid) from public;
grant execute on function people.is_me(uuid) to beffroi_server;

-- For the person who acts: what is delegated to them here, whether anything is anywhere, and the bodies among which to look for a name.
create function people.delegated_to_me(at timestamptz, addressed uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog
return people.delegated_to(people.main_account(), at, addressed);
revoke execute on function people.delegated_to_me(timestamptz, uuid) from public;
grant execute on function people.delegated_to_me(timestamptz, uuid) to beffroi_server;

create function people.am_i_delegate(at timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog
return people.is_delegate(people.main_account(), at);
revoke execute on function people.am_i_delegate(timestamptz) from public;
grant execute on function people.am_i_delegate(timestamptz) to beffroi_server;

-- Not yet checked one by one: whoever shows one of these asks `delegated_to_me` first.
create function people.bodies_delegated_to_me(at timestamptz) returns table (body_id uuid)
language sql rows 100 stable security definer set search_path = pg_catalog
begin atomic
  with mine as (
    select d.administered_id, d.covers
    from people.delegation d
    where d.revoked_at is null
      and d.begins_on <= (at at time zone 'Europe/Paris')::date
      and (d.ends_on is null or d.ends_on >= (at at time zone 'Europe/Paris')::date)
      and d.delegate_id in (
        select m.organisation_id
        from people.mandate m
        where m.person_id in (select people.main_account() union all select p.id from people.person p where p.main_id = people.main_account())
          and m.begins_on <= (at at time zone 'Europe/Paris')::date
          and (m.ends_on is null or m.ends_on >= (at at time zone 'Europe/Paris')::date))
  )
  select mine.administered_id from mine
  union
  select m.member_id
  from mine
  join organisations.membership m on m.epci_id = mine.administered_id
  where mine.covers = 'members'
    and m.since_on <= (at at time zone 'Europe/Paris')::date
    and (m.until_on is null or m.until_on > (at at time zone 'Europe/Paris')::date)
  union
  select s.body_id
  from mine
  cross join lateral organisations.served_by(mine.administered_id, (at at time zone 'Europe/Paris')::date) s
  where mine.covers = 'territory';
end;
revoke execute on function people.bodies_delegated_to_me(timestamptz) from public;
grant execute on function people.bodies_delegated_to_me(timestamptz) to beffroi_server;
