-- SPDX-License-Identifier: EUPL-1.2
-- Two accounts of one human being, linked with proof: whoever is signed in to one is offered a secret, which whoever is signed in to the
-- other presents. Only the functions below write people.person.main_id.

create or replace function platform.persons() returns setof uuid
language sql stable security definer set search_path = pg_catalog
as 'select people.own_accounts()';

-- Linking is written by functions alone, and no body reads it: it would learn that its agent serves another.
revoke select, insert, update on people.person from beffroi_server;
grant select (id, given_name, family_name, created_at, language) on people.person to beffroi_server;
grant insert (id, given_name, family_name, created_at, language) on people.person to beffroi_server;
grant update (given_name, family_name, language) on people.person to beffroi_server;

create table people.link_offer (
  person_id uuid not null references people.person (id) on delete cascade,
  id uuid not null,
  -- SHA-256 of at least 128 random bits.
  secret_digest bytea not null,
  offered_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (person_id, id)
);
comment on table people.link_offer is 'A secret, good once and for some minutes, by which a person signed in to another account proves that it is theirs too.';
create unique index link_offer_secret on people.link_offer (secret_digest);
select platform.declare_identity('people.link_offer', 'person_id');

-- Whose offer this is, for the person who holds its secret. Null when unknown, used, too old, or one's own.
create function people.read_link_offer(presented bytea, at timestamptz) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select jsonb_build_object(
    'personId', p.id,
    'name', p.given_name || ' ' || p.family_name,
    'login', (select c.login from people.credential c where c.person_id = p.id order by c.created_at limit 1))
  from people.link_offer o
  join people.person p on p.id = o.person_id
  where o.secret_digest = presented
    and o.used_at is null
    and o.expires_at > at
    and p.main_id is null
    and p.id <> platform.person()
);
revoke execute on function people.read_link_offer(bytea, timestamptz) from public;
grant execute on function people.read_link_offer(bytea, timestamptz) to beffroi_server;

-- Puts the person who acts, and the accounts already linked to them, under the one who made the offer. Every session of theirs ends: the next
-- sign-in, by either, opens both. Returns the main account, or null when the offer is worth nothing.
create function people.link_account(presented bytea, at timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog as $$
declare
  main uuid;
begin
  update people.link_offer o
  set used_at = at
  where o.secret_digest = presented
    and o.used_at is null
    and o.expires_at > at
    and o.person_id <> platform.person()
    and exists (select from people.person p where p.id = o.person_id and p.main_id is null)
  returning o.person_id into main;
  if main is null or exists (select from people.person p where p.id = platform.person() and p.main_id is not null) then
    return null;
  end if;
  update people.person set main_id = main where id = platform.person() or main_id = platform.person();
  update people.session s set revoked_at = at where s.person_id = platform.person() and s.revoked_at is null;
  return main;
end $$;
revoke execute on function people.link_account(bytea, timestamptz) from public;
grant execute on function people.link_account(bytea, timestamptz) to beffroi_server;

-- Sets an account apart again. Sessions do not tell by which account they were opened: all of them end.
create function people.unlink_account(account uuid, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update people.person set main_id = null where id = account and main_id = platform.person();
  if not found then
    return false;
  end if;
  update people.session s set revoked_at = at where s.person_id in (account, platform.person()) and s.revoked_at is null;
  return true;
end $$;
revoke execute on function people.unlink_account(uuid, timestamptz) from public;
grant execute on function people.unlink_account(uuid, timestamptz) to beffroi_server;

-- A mandate of a linked account says under which account its body knows the person.
create or replace function people.mandates_of(person uuid, at timestamptz, methods text[], within uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select coalesce(jsonb_agg(
    jsonb_build_object('id', m.id, 'organisationId', m.organisation_id, 'roles', m.roles)
    || case when m.person_id = person then '{}'::jsonb else jsonb_build_object('account',
         jsonb_build_object('personId', a.id, 'name', a.given_name || ' ' || a.family_name)) end
    || case when c.composed is null then '{}'::jsonb else jsonb_build_object('composed', c.composed) end
    || case when s.second_factor_roles && (m.roles || '*'::text) and not 'mfa' = any (methods)
         then '{"locked": "second-factor"}'::jsonb else '{}'::jsonb end
    order by m.created_at, m.id), '[]'::jsonb)
  from people.mandate m
  join people.person a on a.id = m.person_id
  left join people.sign_in_policy s on s.organisation_id = m.organisation_id
  left join lateral (
    select jsonb_object_agg(r.key, r.permissions) as composed
    from people.role r
    where r.organisation_id = m.organisation_id and r.key = any (m.roles)
  ) c on true
  where m.person_id in (select person union all select p.id from people.person p where p.main_id = person)
    and (within is null or m.organisation_id = within)
    and m.begins_on <= (at at time zone 'Europe/Paris')::date
    and (m.ends_on is null or m.ends_on >= (at at time zone 'Europe/Paris')::date)
);
