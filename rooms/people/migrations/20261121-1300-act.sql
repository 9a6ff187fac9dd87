-- SPDX-License-Identifier: EUPL-1.2
-- What a mandate lets a person do: roles that a body composes, delegation between bodies, second factor, support, groups.

-- An account of the same human being: the person under whom they sign in. Null where this is the one.
alter table people.person add column main_id uuid references people.person (id) check (main_id <> id);
create index person_main on people.person (main_id) where main_id is not null;

-- The accounts of the person who acts: theirs, and those proven to be the same human being's.
create function people.own_accounts() returns setof uuid
language sql stable security definer set search_path = pg_catalog
begin atomic
  select platform.person()
  union all
  select p.id from people.person p where p.main_id = platform.person();
end;
revoke execute on function people.own_accounts() from public;
grant execute on function people.own_accounts() to beffroi_server;
drop policy own_mandates on people.mandate;
select platform.also_readable('people.mandate', 'own_mandates', 'person_id in (select people.own_accounts())');

alter table people.mandate
  add column kind text not null default 'agent' check (kind in ('agent', 'elected', 'external'));

create table people.role (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  -- A role of the house (`secretary`), whose permissions the body then chooses itself, or one of the body's own (`r-…`).
  key text not null check (key ~ '^[a-z][a-z0-9-]{0,60}$'),
  name text not null,
  permissions text[] not null,
  changed_at timestamptz not null,
  changed_by uuid not null,
  primary key (organisation_id, id),
  unique (organisation_id, key)
);
comment on table people.role is 'Roles that a body composed: they take the place of the permissions that the rooms propose.';
select platform.declare_owned('people.role');

create table people.person_group (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  name text not null,
  description text not null default '',
  created_at timestamptz not null,
  primary key (organisation_id, id)
);
comment on table people.person_group is 'Groups of those who serve a body, for every room to use.';
create unique index person_group_name on people.person_group (organisation_id, lower(name));
select platform.declare_owned('people.person_group');

alter table people.mandate add constraint mandate_of_person unique (organisation_id, id, person_id);

create table people.group_member (
  organisation_id uuid not null,
  id uuid not null,
  group_id uuid not null,
  mandate_id uuid not null,
  added_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, group_id, mandate_id),
  foreign key (organisation_id, group_id) references people.person_group (organisation_id, id) on delete cascade,
  foreign key (organisation_id, mandate_id) references people.mandate (organisation_id, id) on delete cascade
);
comment on table people.group_member is 'Mandates in a group: whoever stops serving the body leaves its groups.';
create index group_member_mandate on people.group_member (organisation_id, mandate_id);
select platform.declare_owned('people.group_member');

-- The body that grants owns the row; the one that acts and the one that is administered read it.
create table people.delegation (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  delegate_id uuid not null references organisations.body (id),
  administered_id uuid not null references organisations.body (id),
  permissions text[] not null check (cardinality(permissions) > 0),
  may_delegate boolean not null,
  begins_on date not null,
  ends_on date check (ends_on >= begins_on),
  granted_by uuid not null,
  granted_at timestamptz not null,
  revoked_at timestamptz,
  primary key (organisation_id, id)
);
comment on table people.delegation is 'That those of one body who hold some permissions hold them in another body too: the operator for an EPCI, the EPCI for its communes.';
create index delegation_administered on people.delegation (administered_id) where revoked_at is null;
create index delegation_delegate on people.delegation (delegate_id) where revoked_at is null;
select platform.declare_shared('people.delegation', array['delegate_id', 'administered_id']);

create table people.sign_in_policy (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  -- Roles that open nothing without a second factor; `*` means everybody.
  second_factor_roles text[] not null default '{}',
  changed_at timestamptz not null,
  changed_by uuid not null,
  primary key (organisation_id, id),
  unique (organisation_id),
  check (id = organisation_id)
);
comment on table people.sign_in_policy is 'What a body asks of those who sign in to act for it.';
select platform.declare_owned('people.sign_in_policy');

-- The body that gives support owns the row; the body helped reads it.
create table people.support (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  helped_id uuid not null references organisations.body (id),
  technician_id uuid not null references people.person (id),
  -- The person in whose name the technician acts, who serves the body helped.
  person_id uuid not null references people.person (id),
  reason text not null,
  begun_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > begun_at and ends_at <= begun_at + interval '4 hours'),
  ended_at timestamptz,
  primary key (organisation_id, id)
);
comment on table people.support is 'A technician who acts for a member: why, for whom, until when.';
create index support_helped on people.support (helped_id, begun_at);
select platform.declare_shared('people.support', array['helped_id']);

alter table people.session
  add column methods text[] not null default '{pwd}',
  add column proven_at timestamptz,
  -- A technician's, in the name of the person: the body that gives support, and which support it is.
  add column support_by uuid,
  add column support_id uuid,
  add constraint session_support foreign key (support_by, support_id) references people.support (organisation_id, id);
update people.session set proven_at = created_at;
alter table people.session alter column proven_at set not null, alter column methods drop default;

create table people.app_password (
  person_id uuid not null references people.person (id) on delete cascade,
  id uuid not null,
  -- The body for which it serves; null opens what the person's account holds in all of them.
  organisation_id uuid references organisations.body (id),
  label text not null,
  -- Protocols that it opens: `ldap`, `dav`, `imap`, `smtp`, `restic`…
  protocols text[] not null check (cardinality(protocols) > 0),
  -- SHA-256 of at least 128 random bits: nothing to guess, so nothing slow is needed.
  secret_digest bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  used_at timestamptz,
  used_by text,
  revoked_at timestamptz,
  primary key (person_id, id)
);
comment on table people.app_password is 'Secrets that the platform draws for one device and some protocols, never chosen by a person.';
create unique index app_password_secret on people.app_password (secret_digest);
select platform.declare_identity('people.app_password', 'person_id');

drop function people.who(bytea, timestamptz);

-- The mandates of the day of a person, whatever the account under which a body knows them.
create function people.mandates_of(person uuid, at timestamptz, methods text[], within uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select coalesce(jsonb_agg(
    jsonb_build_object('id', m.id, 'organisationId', m.organisation_id, 'roles', m.roles)
    || case when c.composed is null then '{}'::jsonb else jsonb_build_object('composed', c.composed) end
    || case when s.second_factor_roles && (m.roles || '*'::text) and not 'mfa' = any (methods)
         then '{"locked": "second-factor"}'::jsonb else '{}'::jsonb end
    order by m.created_at, m.id), '[]'::jsonb)
  from people.mandate m
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
revoke execute on function people.mandates_of(uuid, timestamptz, text[], uuid) from public;

-- What other bodies let this person's own bodies do in the addressed one.
create function people.delegated_to(person uuid, at timestamptz, addressed uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select coalesce(jsonb_agg(jsonb_build_object('through', d.delegate_id, 'permissions', d.permissions)), '[]'::jsonb)
  from people.delegation d
  where d.administered_id = addressed
    and d.revoked_at is null
    and d.begins_on <= (at at time zone 'Europe/Paris')::date
    and (d.ends_on is null or d.ends_on >= (at at time zone 'Europe/Paris')::date)
    and d.delegate_id in (
      select m.organisation_id
      from people.mandate m
      where m.person_id in (select person union all select p.id from people.person p where p.main_id = person)
        and m.begins_on <= (at at time zone 'Europe/Paris')::date
        and (m.ends_on is null or m.ends_on >= (at at time zone 'Europe/Paris')::date))
);
revoke execute on function people.delegated_to(uuid, timestamptz, uuid) from public;

-- Who holds a session, with the mandates of the day and what the addressed body delegates: the one query of each request.
-- Owned by the migrations' role, whose policy sees all; it gives only what the digest of the secret proves.
create function people.who(presented bytea, at timestamptz, addressed uuid) returns jsonb
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
         else jsonb_build_object('supportedBy', jsonb_build_object('personId', t.id, 'name', t.given_name || ' ' || t.family_name)) end
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
revoke execute on function people.who(bytea, timestamptz, uuid) from public;
grant execute on function people.who(bytea, timestamptz, uuid) to beffroi_server;

-- The mandates of a session that the person who acts holds, for their own home page.
create function people.who_in_session(session uuid, at timestamptz) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select people.mandates_of(coalesce(a.main_id, a.id), at, s.methods, u.helped_id)
  from people.session s
  join people.person a on a.id = s.person_id
  left join people.support u on u.organisation_id = s.support_by and u.id = s.support_id
  where s.id = session and coalesce(a.main_id, a.id) = platform.person()
);
revoke execute on function people.who_in_session(uuid, timestamptz) from public;
grant execute on function people.who_in_session(uuid, timestamptz) to beffroi_server;

-- Whose application password this is, with their mandates of the day. A device has no second factor: it was proven when the secret was drawn.
create function people.whose_app_password(presented bytea, protocol text, at timestamptz) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select jsonb_build_object(
    'passwordId', w.id,
    'personId', p.id,
    'name', p.given_name || ' ' || p.family_name,
    'organisationId', w.organisation_id,
    'mandates', people.mandates_of(p.id, at, '{mfa}', w.organisation_id))
  from people.app_password w
  join people.person a on a.id = w.person_id
  join people.person p on p.id = coalesce(a.main_id, a.id)
  where w.secret_digest = presented
    and protocol = any (w.protocols)
    and w.revoked_at is null
    and (w.expires_at is null or w.expires_at > at)
);
revoke execute on function people.whose_app_password(bytea, text, timestamptz) from public;
grant execute on function people.whose_app_password(bytea, text, timestamptz) to beffroi_server;
