-- SPDX-License-Identifier: EUPL-1.2
create schema people;

create table people.person (
  id uuid primary key,
  given_name text not null,
  family_name text not null,
  created_at timestamptz not null,
  -- What a person is served with: no other body sees it.
  language text not null default 'fr'
);
comment on table people.person is 'One identity per human being, whatever the number of bodies that they serve.';
select platform.declare_identity('people.person', 'id');

create table people.credential (
  person_id uuid not null references people.person (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('password')),
  -- Folded to lower case; what the person types to sign in.
  login text not null,
  -- argon2id in PHC string form.
  secret_hash text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (person_id, id)
);
comment on table people.credential is 'How a person proves who they are.';
create unique index credential_login on people.credential (kind, login);
select platform.declare_identity('people.credential', 'person_id');

create table people.session (
  person_id uuid not null references people.person (id) on delete cascade,
  id uuid not null,
  -- SHA-256 of the secret that the cookie carries: a copy of the database opens no session.
  secret_digest bytea not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  device text not null,
  primary key (person_id, id)
);
comment on table people.session is 'Open and past sessions of a person.';
create unique index session_secret on people.session (secret_digest);
select platform.declare_identity('people.session', 'person_id');

create table people.mandate (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  person_id uuid not null references people.person (id),
  roles text[] not null check (cardinality(roles) > 0),
  title text not null,
  email text,
  begins_on date not null,
  ends_on date check (ends_on >= begins_on),
  created_at timestamptz not null,
  primary key (organisation_id, id)
);
comment on table people.mandate is 'That a person serves a body, in which capacity, from when to when.';
create index mandate_person on people.mandate (person_id);
select platform.declare_owned('people.mandate');
select platform.also_readable('people.mandate', 'own_mandates', 'person_id = (select platform.person())');

-- A body reads the names of those who serve it, and nothing else of them.
select platform.also_readable('people.person', 'colleagues',
  'exists (select from people.mandate m where m.person_id = person.id and m.organisation_id = any ((select platform.readable())::uuid[]))');

-- Who holds a session, with the mandates of the day: the one query of each request.
-- Owned by the migrations' role, whose policy sees all; it gives only what the digest of the secret proves.
create function people.who(presented bytea, at timestamptz) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select jsonb_build_object(
    'sessionId', s.id,
    'personId', p.id,
    'name', p.given_name || ' ' || p.family_name,
    'mandates', coalesce((
      select jsonb_agg(jsonb_build_object('id', m.id, 'organisationId', m.organisation_id, 'roles', m.roles) order by m.created_at, m.id)
      from people.mandate m
      where m.person_id = p.id
        and m.begins_on <= (at at time zone 'Europe/Paris')::date
        and (m.ends_on is null or m.ends_on >= (at at time zone 'Europe/Paris')::date)
    ), '[]'::jsonb))
  from people.session s
  join people.person p on p.id = s.person_id
  where s.secret_digest = presented
    and s.revoked_at is null
    and s.expires_at > at
);
revoke execute on function people.who(bytea, timestamptz) from public;
grant execute on function people.who(bytea, timestamptz) to beffroi_server;
