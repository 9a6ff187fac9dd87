-- SPDX-License-Identifier: EUPL-1.2
-- A body whose directory signs its agents in at ProConnect.

create table people.proconnect_relay (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  -- Where ProConnect answers: production, or its integration platform.
  origin text not null,
  -- What ProConnect calls this directory.
  idp_id text not null,
  email_domains text[] not null,
  -- The application under which ProConnect comes in.
  application_id uuid,
  changed_at timestamptz not null,
  changed_by uuid not null,
  primary key (organisation_id, id),
  unique (organisation_id),
  check (id = organisation_id),
  foreign key (organisation_id, application_id) references people.application (organisation_id, id)
);
comment on table people.proconnect_relay is 'What a body declared to ProConnect as an identity provider.';
create index proconnect_relay_application on people.proconnect_relay (organisation_id, application_id) where application_id is not null;
select platform.declare_owned('people.proconnect_relay');

-- Those who serve a body today and have an address in these domains: whether they could sign in if ProConnect sent them.
create function people.holders_in_domains(body uuid, domains text[], at timestamptz) returns table (name text, email text, can_sign_in boolean)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select distinct p.given_name || ' ' || p.family_name, m.email, exists (
    select from people.person q
    join people.credential c on c.person_id = q.id
    where coalesce(q.main_id, q.id) = coalesce(p.main_id, p.id))
  from people.mandate m
  join people.person p on p.id = m.person_id
  where m.organisation_id = body
    and body = platform.writable()
    and m.begins_on <= (at at time zone 'Europe/Paris')::date
    and (m.ends_on is null or m.ends_on >= (at at time zone 'Europe/Paris')::date)
    and lower(split_part(m.email, '@', 2)) = any (domains)
  order by 1;
end;
revoke execute on function people.holders_in_domains(uuid, text[], timestamptz) from public;
grant execute on function people.holders_in_domains(uuid, text[], timestamptz) to beffroi_server;

create function people.own_siret(body uuid, at timestamptz) returns text
language sql stable security definer set search_path = pg_catalog
return (select people.siret_of(body, body, (at at time zone 'Europe/Paris')::date) where body = platform.writable());
revoke execute on function people.own_siret(uuid, timestamptz) from public;
grant execute on function people.own_siret(uuid, timestamptz) to beffroi_server;
