-- SPDX-License-Identifier: EUPL-1.2
-- Mandates and applications stay shut for the same reasons: a second factor that was not given, a link by mail that does not suffice, or another
-- way of signing in that the body asks. After the migrations of federation, whose functions these replace.
create or replace function people.mandates_of(person uuid, at timestamptz, methods text[], within uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select coalesce(jsonb_agg(
    jsonb_build_object('id', m.id, 'organisationId', m.organisation_id, 'roles', m.roles)
    || case when m.person_id = person then '{}'::jsonb else jsonb_build_object('account',
         jsonb_build_object('personId', a.id, 'name', a.given_name || ' ' || a.family_name)) end
    || case when c.composed is null then '{}'::jsonb else jsonb_build_object('composed', c.composed) end
    || case
         when people.is_locked(s, m.kind, m.roles, methods, at) then '{"locked": "second-factor"}'::jsonb
         when within is null and people.is_other_sign_in(m.organisation_id, m.id, methods) then '{"locked": "provider"}'::jsonb
         else '{}'::jsonb end
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

create or replace function people.doors(person uuid, owner uuid, application uuid, at timestamptz, methods text[]) returns table (
  mandate_id uuid, organisation_id uuid, roles text[], groups uuid[], title text, email text, locked boolean)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select m.id, m.organisation_id, m.roles, g.ids, m.title, m.email,
    people.is_locked(s, m.kind, m.roles, methods, at) or people.is_other_sign_in(m.organisation_id, m.id, methods)
  from people.application a
  join people.mandate m
    on m.person_id in (select person union all select p.id from people.person p where p.main_id = person)
    and m.begins_on <= (at at time zone 'Europe/Paris')::date
    and (m.ends_on is null or m.ends_on >= (at at time zone 'Europe/Paris')::date)
  left join people.sign_in_policy s on s.organisation_id = m.organisation_id
  cross join lateral (
    select coalesce(array_agg(gm.group_id), '{}') as ids
    from people.group_member gm
    where gm.organisation_id = m.organisation_id and gm.mandate_id = m.id
  ) g
  where a.organisation_id = owner and a.id = application and a.closed_at is null
    and (m.organisation_id = owner
      or a.is_for_territory and people.is_in_territory(owner, m.organisation_id, (at at time zone 'Europe/Paris')::date))
    and (cardinality(a.roles) = 0 and cardinality(a.group_ids) = 0 or a.roles && m.roles or a.group_ids && g.ids)
  order by m.created_at, m.id;
end;
