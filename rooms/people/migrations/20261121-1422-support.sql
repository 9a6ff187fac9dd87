-- SPDX-License-Identifier: EUPL-1.2
-- Support: who ended it, and a session that only the technician's own support opens.
alter table people.support
  add column ended_how text check (ended_how in ('technician', 'person', 'body', 'operator')),
  add constraint support_ending check ((ended_at is null) = (ended_how is null)),
  add constraint support_of_another check (technician_id <> person_id),
  add constraint support_has_reason check (length(btrim(reason)) >= 10);
-- A body that takes its supports away takes their sessions with them; one without its support would be an ordinary session.
alter table people.session
  drop constraint session_support,
  add constraint session_support foreign key (support_by, support_id) references people.support (organisation_id, id) on delete cascade,
  add constraint session_whole_support check ((support_by is null) = (support_id is null));
create index session_of_support on people.session (support_id) where support_id is not null;
create index support_technician on people.support (technician_id);
create index support_person on people.support (person_id);

-- The member reads who helped it, the operator whom its technicians helped.
select platform.also_readable('people.person', 'supporters',
  'exists (select from people.support s where s.technician_id = person.id and s.helped_id = any ((select platform.readable())::uuid[]))');
select platform.also_readable('people.person', 'supported',
  'exists (select from people.support s where s.person_id = person.id and s.organisation_id = any ((select platform.readable())::uuid[]))');

-- Whether an operator serves a body on a day: listed, member of a listed EPCI, or declared by the operator.
create function people.is_in_territory(operator uuid, body uuid, day date) returns boolean
language sql stable security definer set search_path = pg_catalog
return exists (
    select from organisations.territory_part t
    where t.organisation_id = operator
      and t.since_on <= day
      and (t.until_on is null or t.until_on > day)
      and (t.body_id = body or t.body_id in (
        select m.epci_id from organisations.membership m
        where m.member_id = body and m.since_on <= day and (m.until_on is null or m.until_on > day))))
  or exists (
    select from organisations.declaration d
    where d.organisation_id = operator and d.body_id = body and d.withdrawn_at is null);
revoke execute on function people.is_in_territory(uuid, uuid, date) from public;
grant execute on function people.is_in_territory(uuid, uuid, date) to beffroi_server;

-- Those who serve a body of the territory on a day, for the technician who must choose in whose name to act.
create function people.serving(body uuid, at timestamptz) returns table (person_id uuid, name text, title text)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select m.person_id, p.given_name || ' ' || p.family_name, string_agg(m.title, ', ' order by m.created_at)
  from people.mandate m
  join people.person p on p.id = m.person_id
  where m.organisation_id = body
    and people.is_in_territory(platform.writable(), body, (at at time zone 'Europe/Paris')::date)
    and m.begins_on <= (at at time zone 'Europe/Paris')::date
    and (m.ends_on is null or m.ends_on >= (at at time zone 'Europe/Paris')::date)
  group by m.person_id, p.given_name, p.family_name
  order by p.family_name, p.given_name;
end;
revoke execute on function people.serving(uuid, timestamptz) from public;
grant execute on function people.serving(uuid, timestamptz) to beffroi_server;

-- Opens a session in the name of the person helped, for the support that the technician who acts has just written for their own body.
create function people.open_support_session(support uuid, session uuid, opened_from uuid, digest bytea, at timestamptz) returns timestamptz
language plpgsql security definer set search_path = pg_catalog as $$
declare
  given people.support;
  own people.session;
begin
  select * into given from people.support u
  where u.id = support
    and u.organisation_id = platform.writable()
    and u.technician_id = platform.person()
    and u.ended_at is null
    and people.is_in_territory(u.organisation_id, u.helped_id, (at at time zone 'Europe/Paris')::date)
    and exists (select from people.serving(u.helped_id, at) s where s.person_id = u.person_id)
    and u.begun_at <= at
    and u.ends_at > at;
  select * into own from people.session s where s.id = opened_from and s.support_id is null and s.revoked_at is null and s.expires_at > at;
  if given.id is null or own.id is null or exists (select from people.session s where s.support_id = support) then
    raise exception 'no support of the person who acts to open a session for';
  end if;
  insert into people.session (person_id, id, secret_digest, created_at, seen_at, expires_at, device, methods, proven_at, support_by, support_id)
  values (given.person_id, session, digest, at, at, given.ends_at, own.device, own.methods, own.proven_at, given.organisation_id, given.id);
  return given.ends_at;
end $$;
revoke execute on function people.open_support_session(uuid, uuid, uuid, bytea, timestamptz) from public;
grant execute on function people.open_support_session(uuid, uuid, uuid, bytea, timestamptz) to beffroi_server;

-- Ends a support for whoever may: the technician (in its session or their own), the person, the body helped, the body that gives it.
-- Returns who ended it and in which bodies, null when there is nothing to end for them.
create function people.end_support(support uuid, acting_session uuid, at timestamptz) returns jsonb
language plpgsql security definer set search_path = pg_catalog as $$
declare
  body uuid := nullif(current_setting('beffroi.writable', true), '')::uuid;
  ended people.support;
begin
  update people.support u
  set ended_at = at,
    ended_how = case
      when u.technician_id in (select people.own_accounts())
        or exists (select from people.session s where s.id = acting_session and s.support_id = u.id) then 'technician'
      when u.person_id in (select people.own_accounts()) then 'person'
      when u.helped_id = body then 'body'
      else 'operator' end
  where u.id = support
    and u.ended_at is null
    and u.ends_at > at
    and (u.technician_id in (select people.own_accounts())
      or u.person_id in (select people.own_accounts())
      or u.helped_id = body
      or u.organisation_id = body)
  returning * into ended;
  if ended.id is null then
    return null;
  end if;
  update people.session s set revoked_at = at where s.support_id = ended.id and s.revoked_at is null;
  return jsonb_build_object('how', ended.ended_how, 'by', ended.organisation_id, 'helped', ended.helped_id, 'person', ended.person_id);
end $$;
revoke execute on function people.end_support(uuid, uuid, timestamptz) from public;
grant execute on function people.end_support(uuid, uuid, timestamptz) to beffroi_server;

-- Which support the session of this request is.
create function people.support_of_session(session uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select jsonb_build_object('id', u.id, 'helped', u.helped_id, 'endsAt', u.ends_at)
  from people.session s
  join people.support u on u.organisation_id = s.support_by and u.id = s.support_id
  where s.id = session and s.person_id in (select people.own_accounts())
);
revoke execute on function people.support_of_session(uuid) from public;
grant execute on function people.support_of_session(uuid) to beffroi_server;

-- The technician's own mandates of the day come along: whoever may give support no more loses the session at their next request.
create or replace function people.who(presented bytea, at timestamptz, addressed uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select jsonb_build_object(
    'sessionId', s.id,
    'personId', p.id,
    'name', p.given_name || ' ' || p.family_name,
    'methods', s.methods,
    'provenAt', s.proven_at,
    'mandates', people.mandates_of(p.id, at, s.methods, u.helped_id))
    || case when u.id is null then '{}'::jsonb
         else jsonb_build_object(
           'supportedBy', jsonb_build_object('personId', t.id, 'name', t.given_name || ' ' || t.family_name, 'until', u.ends_at),
           'supporterMandates', people.mandates_of(coalesce(t.main_id, t.id), at, s.methods, u.organisation_id)) end
    || case when addressed is null or u.id is not null then '{}'::jsonb
         else jsonb_build_object('delegated', people.delegated_to(p.id, at, addressed)) end
  from people.session s
  join people.person a on a.id = s.person_id
  join people.person p on p.id = coalesce(a.main_id, a.id)
  left join people.support u on u.organisation_id = s.support_by and u.id = s.support_id
  left join people.person t on t.id = u.technician_id
  where s.secret_digest = presented
    and s.revoked_at is null
    and s.expires_at > at
    and (s.support_id is null or (u.ended_at is null and u.ends_at > at))
);
