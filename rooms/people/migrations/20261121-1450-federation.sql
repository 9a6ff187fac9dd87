-- SPDX-License-Identifier: EUPL-1.2
-- Signing in elsewhere: ProConnect for the whole installation, and the identity providers that bodies bring.

create table people.identity_provider (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  -- The address and the secret of ProConnect are the installation's: a body only says how far it relies on it.
  kind text not null check (kind in ('oidc', 'proconnect')),
  name text not null,
  issuer text,
  client_id text,
  -- Encrypted under the root key.
  secret_sealed bytea,
  token_method text not null check (token_method in ('client_secret_basic', 'client_secret_post')),
  scopes text[] not null,
  -- Under which names the provider tells the e-mail, the names and the SIRET.
  claim_names jsonb not null,
  signs_userinfo boolean not null,
  -- Level asked for (`acr_values`), null for whatever the provider gives.
  asked_acr text,
  -- Which identity provider ProConnect should lead the agents of this body to.
  idp_hint text,
  -- E-mail domains for which the body relies on it, and those among them that the body proved to hold, by a TXT record.
  email_domains text[] not null,
  proved_domains text[] not null check (proved_domains <@ email_domains),
  -- Nobody acts for the body unless they came by one of its providers…
  is_forced boolean not null,
  -- …but those who hold these mandates, with a password and a second factor.
  break_glass uuid[] not null,
  is_open boolean not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by uuid not null,
  primary key (organisation_id, id),
  check ((kind = 'oidc') = (issuer is not null and client_id is not null and secret_sealed is not null)),
  check (not is_forced or cardinality(break_glass) > 0)
);
comment on table people.identity_provider is 'Identity providers on which a body relies for those who serve it.';
create index identity_provider_id on people.identity_provider (id);
create index identity_provider_domains on people.identity_provider using gin (proved_domains);
create unique index identity_provider_proconnect on people.identity_provider (organisation_id) where kind = 'proconnect';
select platform.declare_owned('people.identity_provider');

create table people.federated_identity (
  person_id uuid not null references people.person (id) on delete cascade,
  id uuid not null,
  -- Null: ProConnect, which is the installation's.
  provider_of uuid,
  provider_id uuid,
  -- The subject means something with its issuer only, and the pair only through the provider that proved it.
  issuer text not null,
  subject text not null,
  -- As the provider told it last, for the person to tell their identities apart.
  email text,
  linked_how text not null check (linked_how in ('email', 'proof')),
  linked_at timestamptz not null,
  used_at timestamptz not null,
  primary key (person_id, id),
  unique nulls not distinct (provider_id, issuer, subject),
  foreign key (provider_of, provider_id) references people.identity_provider (organisation_id, id) on delete cascade
);
comment on table people.federated_identity is 'By which identity at a provider a person signs in.';
create index federated_identity_provider on people.federated_identity (provider_of, provider_id);
select platform.declare_identity('people.federated_identity', 'person_id');

create table people.federated_session (
  person_id uuid not null,
  session_id uuid not null,
  provider_of uuid,
  provider_id uuid,
  -- What the provider must be shown to end its own session; encrypted under the root key.
  id_token_sealed bytea not null,
  primary key (person_id, session_id),
  foreign key (person_id, session_id) references people.session (person_id, id) on delete cascade,
  foreign key (provider_of, provider_id) references people.identity_provider (organisation_id, id) on delete cascade
);
comment on table people.federated_session is 'Sessions opened by an identity provider, which are closed there too.';
create index federated_session_provider on people.federated_session (provider_of, provider_id);
select platform.declare_identity('people.federated_session', 'person_id');

create table people.spent_state (
  digest bytea primary key,
  expires_at timestamptz not null
);
comment on table people.spent_state is 'Sign-ins elsewhere that came back already: each does so once.';
select platform.declare_reference('people.spent_state');

-- Whether this is the first return of a sign-in. Forgets those that could not come back any more.
create function people.spend_state(presented bytea, at timestamptz, until timestamptz) returns boolean
language sql security definer set search_path = pg_catalog
begin atomic
  delete from people.spent_state s where s.expires_at < at;
  with spent as (insert into people.spent_state (digest, expires_at) values (presented, until) on conflict do nothing returning 1)
  select exists (select from spent);
end;

create function people.body_of_provider(provider uuid) returns uuid
language sql stable security definer set search_path = pg_catalog
return (select p.organisation_id from people.identity_provider p where p.id = provider and p.is_open);

-- The providers that the door offers to those who have an address in this domain.
create function people.providers_for_domain(domain text) returns table (id uuid, name text, body text)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select p.id, p.name, b.name
  from people.identity_provider p
  join organisations.body b on b.id = p.organisation_id
  where p.proved_domains @> array[domain] and p.is_open and p.kind = 'oidc'
  order by b.name, p.name;
end;

-- To which of its identity providers ProConnect leads those who have an address in this domain.
create function people.idp_hint_for(domain text) returns text
language sql stable security definer set search_path = pg_catalog
return (
  select p.idp_hint from people.identity_provider p
  where p.proved_domains @> array[domain] and p.is_open and p.kind = 'proconnect' and p.idp_hint is not null
  order by p.changed_at desc
  limit 1);

-- Who signs in by this identity.
create function people.federated_person(provider uuid, told_by text, told_subject text) returns table (person_id uuid, identity_id uuid)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select i.person_id, i.id
  from people.federated_identity i
  where i.provider_id is not distinct from provider and i.issuer = told_by and i.subject = told_subject;
end;

-- Whether someone, under any of their accounts, serves on this day one of these bodies.
create function people.serves_any(person uuid, bodies uuid[], at timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog
return exists (
  select from people.person p
  join people.person a on coalesce(a.main_id, a.id) = coalesce(p.main_id, p.id)
  join people.mandate m on m.person_id = a.id
  where p.id = person
    and m.organisation_id = any (bodies)
    and m.begins_on <= (at at time zone 'Europe/Paris')::date
    and (m.ends_on is null or m.ends_on >= (at at time zone 'Europe/Paris')::date));

-- Whether a mandate stays shut in a session because of how its holder came in. `fed:<id>` says by which provider of a body,
-- `fed:proconnect` by ProConnect; `pwd`, `otp`, `pop` or `mail` without `fed` that it was here.
-- A body's provider answers for that body alone: whoever runs it could otherwise pass for its agents in the others that they serve.
create function people.is_other_sign_in(body uuid, mandate uuid, methods text[]) returns boolean
language sql stable security definer set search_path = pg_catalog
return (
  with came as (
    select p.organisation_id, p.id
    from people.identity_provider p
    where p.id in (select substr(m.method, 5)::uuid from unnest(methods) m (method) where m.method ~ '^fed:[0-9a-f-]{36}$') and p.is_open)
  select case
    when exists (select from unnest(methods) m (method) where m.method like 'fed:%' and m.method <> 'fed:proconnect') then
      not exists (select from came c where c.organisation_id = body)
    when 'fed' = any (methods) or methods && '{pwd,otp,pop,mail}' then
      exists (
        select from people.identity_provider p
        where p.organisation_id = body and p.is_forced and p.is_open
          and not ('mfa' = any (methods) and not 'fed' = any (methods) and mandate = any (p.break_glass)))
      and not ('fed:proconnect' = any (methods) and exists (
        select from people.identity_provider p where p.organisation_id = body and p.kind = 'proconnect' and p.is_open))
    else false end);

-- A mandate that another way of signing in would open is locked. Within one body, it is support or a device that asks, not a person.
create or replace function people.mandates_of(person uuid, at timestamptz, methods text[], within uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select coalesce(jsonb_agg(
    jsonb_build_object('id', m.id, 'organisationId', m.organisation_id, 'roles', m.roles)
    || case when m.person_id = person then '{}'::jsonb else jsonb_build_object('account',
         jsonb_build_object('personId', a.id, 'name', a.given_name || ' ' || a.family_name)) end
    || case when c.composed is null then '{}'::jsonb else jsonb_build_object('composed', c.composed) end
    || case
         when s.second_factor_roles && (m.roles || '*'::text) and not 'mfa' = any (methods) then '{"locked": "second-factor"}'::jsonb
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

-- Applications open under the same mandates.
create or replace function people.doors(person uuid, owner uuid, application uuid, at timestamptz, methods text[]) returns table (
  mandate_id uuid, organisation_id uuid, roles text[], groups uuid[], title text, email text, locked boolean)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select m.id, m.organisation_id, m.roles, g.ids, m.title, m.email,
    coalesce(s.second_factor_roles && (m.roles || '*'::text) and not 'mfa' = any (methods), false)
      or people.is_other_sign_in(m.organisation_id, m.id, methods)
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

-- For which bodies someone is one of those who may still come in when a provider that is forced does not answer.
create function people.break_glass_bodies(person uuid, at timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog
begin atomic
  select distinct p.organisation_id
  from people.identity_provider p
  join people.mandate m on m.organisation_id = p.organisation_id and m.id = any (p.break_glass)
  join people.person a on a.id = m.person_id
  where p.is_forced and p.is_open
    and coalesce(a.main_id, a.id) = coalesce((select q.main_id from people.person q where q.id = person), person)
    and m.begins_on <= (at at time zone 'Europe/Paris')::date
    and (m.ends_on is null or m.ends_on >= (at at time zone 'Europe/Paris')::date);
end;

do $$
declare
  signature text;
begin
  foreach signature in array array[
    'people.spend_state(bytea, timestamptz, timestamptz)', 'people.body_of_provider(uuid)', 'people.providers_for_domain(text)', 'people.idp_hint_for(text)',
    'people.federated_person(uuid, text, text)', 'people.serves_any(uuid, uuid[], timestamptz)', 'people.break_glass_bodies(uuid, timestamptz)']
  loop
    execute 'revoke execute on function ' || signature || ' from public';
    execute 'grant execute on function ' || signature || ' to beffroi_server';
  end loop;
end $$;
revoke execute on function people.is_other_sign_in(uuid, uuid, text[]) from public;
