-- SPDX-License-Identifier: EUPL-1.2
-- Beffroi as OpenID Provider: applications, who entered them, what the protocol keeps, and the keys that sign.

create table people.application (
  organisation_id uuid not null references organisations.body (id),
  -- Also its client_id: no other identifier is handed out.
  id uuid not null,
  name text not null,
  description text not null default '',
  -- Where its tile leads; null for one that is opened from elsewhere (a device, a relay of identity).
  url text,
  icon text not null,
  auth_method text not null check (auth_method in ('client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none')),
  jwks_uri text check ((auth_method = 'private_key_jwt') = (jwks_uri is not null)),
  is_native boolean not null,
  redirect_uris text[] not null,
  post_logout_uris text[] not null,
  backchannel_uri text,
  scopes text[] not null check ('openid' = any (scopes)),
  uses_refresh boolean not null,
  uses_device boolean not null,
  subject text not null check (subject in ('public', 'pairwise')),
  -- The person is asked before their identity is handed over.
  asks_consent boolean not null,
  asks_second_factor boolean not null,
  -- Only a confidential one may do without: some relays of identity send no challenge.
  asks_pkce boolean not null check (asks_pkce or auth_method <> 'none'),
  -- Answers `userinfo` as a signed token.
  signs_userinfo boolean not null,
  -- Its addresses may lie in the operator's own network.
  is_internal boolean not null,
  -- Opened to every body of the operator's territory; otherwise to its own body alone.
  is_for_territory boolean not null,
  -- Empty: every role, everybody.
  roles text[] not null,
  group_ids uuid[] not null,
  created_at timestamptz not null,
  created_by uuid not null,
  changed_at timestamptz not null,
  changed_by uuid not null,
  closed_at timestamptz,
  primary key (organisation_id, id),
  check (cardinality(redirect_uris) > 0 or uses_device)
);
comment on table people.application is 'Applications that persons enter with their account here (OpenID Connect clients).';
create index application_id on people.application (id);
select platform.declare_owned('people.application');

create table people.application_secret (
  organisation_id uuid not null,
  id uuid not null,
  application_id uuid not null,
  -- SHA-256 of 256 random bits.
  secret_digest bytea not null,
  -- Its last characters, to tell two apart.
  ending text not null,
  drawn_at timestamptz not null,
  drawn_by uuid not null,
  -- After a new one is drawn, the former serves until then.
  ends_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, application_id) references people.application (organisation_id, id) on delete cascade
);
comment on table people.application_secret is 'Secrets of applications, by digest: shown once, replaced with an overlap.';
create index application_secret_of on people.application_secret (organisation_id, application_id);
select platform.declare_owned('people.application_secret');

create table people.application_entry (
  person_id uuid not null references people.person (id) on delete cascade,
  id uuid not null,
  -- Keyed digest of the grant: what its tokens prove.
  grant_digest bytea not null unique,
  application_owner uuid not null,
  application_id uuid not null,
  -- The body for which the person entered.
  organisation_id uuid not null,
  mandate_id uuid not null,
  session_id uuid not null,
  -- What the application calls this session, to be told of its end.
  sid text not null,
  scopes text[] not null,
  entered_at timestamptz not null,
  seen_at timestamptz not null,
  -- The session that opened it is over, and the application was told.
  told_at timestamptz,
  ended_at timestamptz,
  primary key (person_id, id),
  foreign key (application_owner, application_id) references people.application (organisation_id, id) on delete cascade,
  foreign key (organisation_id, mandate_id) references people.mandate (organisation_id, id) on delete cascade
);
comment on table people.application_entry is 'That a person entered an application, for which body, in which session.';
create index application_entry_session on people.application_entry (session_id) where told_at is null;
create index application_entry_application on people.application_entry (application_owner, application_id, entered_at);
create index application_entry_mandate on people.application_entry (organisation_id, mandate_id);
select platform.declare_identity('people.application_entry', 'person_id');

create table people.application_consent (
  person_id uuid not null references people.person (id) on delete cascade,
  id uuid not null,
  application_owner uuid not null,
  application_id uuid not null,
  scopes text[] not null,
  given_at timestamptz not null,
  primary key (person_id, id),
  unique (person_id, application_id),
  foreign key (application_owner, application_id) references people.application (organisation_id, id) on delete cascade
);
comment on table people.application_consent is 'What a person agreed to hand over to an application that asks.';
create index application_consent_application on people.application_consent (application_owner, application_id);
select platform.declare_identity('people.application_consent', 'person_id');

create table people.openid_payload (
  -- Nobody (zero) until a person signed in: no foreign key.
  person_id uuid not null,
  model text not null,
  -- Keyed digest of the token, code, grant or session identifier: a copy of the database holds none of them.
  digest bytea not null,
  -- Encrypted under the root key.
  sealed bytea not null,
  grant_digest bytea,
  uid_digest bytea,
  user_code_digest bytea,
  consumed_at timestamptz,
  expires_at timestamptz not null,
  primary key (person_id, model, digest),
  unique (model, digest)
);
comment on table people.openid_payload is 'What OpenID Connect keeps: sessions, grants, codes, tokens, device codes.';
create index openid_payload_grant on people.openid_payload (grant_digest) where grant_digest is not null;
create unique index openid_payload_uid on people.openid_payload (uid_digest) where uid_digest is not null;
create unique index openid_payload_user_code on people.openid_payload (user_code_digest) where user_code_digest is not null;
create index openid_payload_expiry on people.openid_payload (expires_at);
select platform.declare_identity('people.openid_payload', 'person_id');

create table people.openid_key (
  kid text primary key,
  use text not null check (use in ('RS256', 'ES256', 'cookies')),
  -- Null for the keys of cookies, which nobody else checks.
  public_jwk jsonb,
  -- The private part, encrypted under the root key.
  sealed bytea not null,
  made_at timestamptz not null,
  -- Published before; the latest of those that have begun signs.
  signs_from timestamptz not null,
  -- Withdrawn then: the last that it signed has run out.
  ends_at timestamptz
);
comment on table people.openid_key is 'Keys of the OpenID Provider: the next one, the one that signs, and those whose tokens still run.';
select platform.declare_reference('people.openid_key');

-- What a token, a code or a session identifier proves: the row of that very digest, whoever it belongs to.
create function people.openid_find(wanted text, presented bytea) returns people.openid_payload
language sql stable security definer set search_path = pg_catalog
return (select p from people.openid_payload p where p.model = wanted and p.digest = presented);

create function people.openid_find_by_uid(presented bytea) returns people.openid_payload
language sql stable security definer set search_path = pg_catalog
return (select p from people.openid_payload p where p.uid_digest = presented);

create function people.openid_find_by_user_code(presented bytea) returns people.openid_payload
language sql stable security definer set search_path = pg_catalog
return (select p from people.openid_payload p where p.user_code_digest = presented);

create function people.openid_keep(
  person uuid, wanted text, presented bytea, content bytea, of_grant bytea, of_uid bytea, of_user_code bytea, until timestamptz) returns void
language sql security definer set search_path = pg_catalog
begin atomic
  -- A session that changed its identifier keeps its uid: one row each.
  delete from people.openid_payload p where p.uid_digest = of_uid and p.digest <> presented;
  insert into people.openid_payload (person_id, model, digest, sealed, grant_digest, uid_digest, user_code_digest, expires_at)
  values (person, wanted, presented, content, of_grant, of_uid, of_user_code, until)
  on conflict (model, digest) do update set
    person_id = excluded.person_id,
    sealed = excluded.sealed,
    grant_digest = excluded.grant_digest,
    uid_digest = excluded.uid_digest,
    user_code_digest = excluded.user_code_digest,
    expires_at = excluded.expires_at;
end;

-- Whether this call was the one that consumed it: of two that present the same code at once, one only.
create function people.openid_consume(wanted text, presented bytea, at timestamptz) returns boolean
language sql security definer set search_path = pg_catalog
begin atomic
  with consumed as (
    update people.openid_payload p set consumed_at = at
    where p.model = wanted and p.digest = presented and p.consumed_at is null
    returning 1)
  select exists (select from consumed);
end;

create function people.openid_destroy(wanted text, presented bytea) returns void
language sql security definer set search_path = pg_catalog
begin atomic
  delete from people.openid_payload p where p.model = wanted and p.digest = presented;
end;

create function people.openid_revoke_grant(wanted text, of_grant bytea) returns void
language sql security definer set search_path = pg_catalog
begin atomic
  delete from people.openid_payload p where p.grant_digest = of_grant and (wanted is null or p.model = wanted);
end;

-- The SIRET of a body as an operator entered it, the owner of the application first.
create function people.siret_of(body uuid, told_by uuid, today date) returns text
language sql stable security definer set search_path = pg_catalog
return (
  select f.value #>> '{}'
  from organisations.fact f
  where f.body_id = body and f.what = 'siret' and f.since_on <= today
  order by (f.organisation_id = told_by) desc, f.since_on desc, f.entered_at desc, f.id desc
  limit 1);

-- The mandates of the day under which a person may enter an application, whatever the account under which a body knows them.
create function people.doors(person uuid, owner uuid, application uuid, at timestamptz, methods text[]) returns table (
  mandate_id uuid, organisation_id uuid, roles text[], groups uuid[], title text, email text, locked boolean)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select m.id, m.organisation_id, m.roles, g.ids, m.title, m.email,
    coalesce(s.second_factor_roles && (m.roles || '*'::text) and not 'mfa' = any (methods), false)
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

-- What the protocol must know of an application: the owner's registry, by its public identifier.
create function people.openid_client(client uuid, at timestamptz) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select to_jsonb(a) || jsonb_build_object('secrets', coalesce((
    select jsonb_agg(encode(x.secret_digest, 'hex') order by x.drawn_at desc)
    from people.application_secret x
    where x.organisation_id = a.organisation_id and x.application_id = a.id and (x.ends_at is null or x.ends_at > at)), '[]'::jsonb),
    'isOperator', exists (select from organisations.operator o where o.body_id = a.organisation_id))
  from people.application a
  where a.id = client and a.closed_at is null);

-- For which bodies the person who acts may enter an application.
create function people.my_doors(client uuid, at timestamptz, methods text[]) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select coalesce(jsonb_agg(jsonb_build_object(
    'mandateId', d.mandate_id, 'organisationId', d.organisation_id, 'slug', b.slug, 'name', b.name, 'siren', b.siren,
    'siret', people.siret_of(b.id, a.organisation_id, (at at time zone 'Europe/Paris')::date),
    'title', d.title, 'locked', d.locked) order by b.name, d.mandate_id), '[]'::jsonb)
  from people.application a
  cross join lateral people.doors(platform.person(), a.organisation_id, a.id, at, methods) d
  join organisations.body b on b.id = d.organisation_id
  where a.id = client);

-- The applications that the person who acts may open, with the bodies for which.
create function people.my_applications(at timestamptz) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select coalesce(jsonb_agg(x.tile order by x.name, x.id), '[]'::jsonb)
  from (
    select a.name, a.id, jsonb_build_object('id', a.id, 'name', a.name, 'description', a.description, 'url', a.url, 'icon', a.icon,
      'ownerId', a.organisation_id, 'organisations', jsonb_agg(distinct d.organisation_id)) as tile
    from people.application a
    cross join lateral people.doors(platform.person(), a.organisation_id, a.id, at, '{mfa}') d
    where a.closed_at is null and a.url is not null
      and (a.organisation_id in (select m.organisation_id from people.mandate m where m.person_id in (select people.own_accounts()))
        or a.is_for_territory)
    group by a.organisation_id, a.id
  ) x);

-- What the tokens of a grant say today: who, for which body, under which roles. Null once the application was closed, the mandate or the
-- role ended, or, where the tokens end with it, the session did.
create function people.openid_entry(of_grant bytea, at timestamptz, with_session boolean) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select jsonb_build_object(
    'personId', e.person_id, 'clientId', e.application_id, 'sessionId', e.session_id,
    'givenName', p.given_name, 'familyName', p.family_name,
    'organisation', jsonb_build_object('id', b.id, 'slug', b.slug, 'name', b.name, 'kind', b.kind, 'siren', b.siren,
      'siret', people.siret_of(b.id, e.application_owner, (at at time zone 'Europe/Paris')::date)),
    'title', d.title, 'email', d.email,
    'emailVerified', exists (
      select from people.credential c
      where c.login = lower(d.email)
        and c.person_id in (select e.person_id union all select q.id from people.person q where q.main_id = e.person_id)),
    'roles', d.roles,
    'groups', coalesce((
      select jsonb_agg(g.name order by g.name) from people.person_group g
      where g.organisation_id = d.organisation_id and g.id = any (d.groups)), '[]'::jsonb))
  from people.application_entry e
  join people.person p on p.id = e.person_id
  join organisations.body b on b.id = e.organisation_id
  -- The second factor was given when the session entered.
  cross join lateral people.doors(e.person_id, e.application_owner, e.application_id, at, '{mfa}') d
  where e.grant_digest = of_grant
    and e.ended_at is null
    and d.mandate_id = e.mandate_id
    and (not with_session or exists (
      select from people.session s
      where s.id = e.session_id and s.revoked_at is null and s.expires_at > at)));

create function people.openid_seen(of_grant bytea, at timestamptz) returns void
language sql security definer set search_path = pg_catalog
begin atomic
  update people.application_entry e set seen_at = at
  where e.grant_digest = of_grant and e.seen_at < at - interval '5 minutes';
end;

-- By which bodies an application was entered lately, for the body that owns it: figures, nobody's name.
create function people.application_uses(application uuid, since timestamptz) returns table (organisation_id uuid, name text, persons integer, last_at timestamptz)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select b.id, b.name, count(distinct e.person_id)::integer, max(e.seen_at)
  from people.application_entry e
  join organisations.body b on b.id = e.organisation_id
  where e.application_id = application
    and e.application_owner = any (platform.readable())
    and e.entered_at >= since
  group by b.id, b.name
  order by max(e.seen_at) desc;
end;

-- The applications that the person who acts entered and to which something still stands: a live entry, or an agreement.
create function people.entered_applications(person uuid) returns table (
  id uuid, name text, icon text, url text, bodies text[], scopes text[], "agreedAt" timestamptz, "lastAt" timestamptz)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select a.id, a.name, a.icon, a.url,
    coalesce(e.bodies, '{}'), coalesce(e.scopes, c.scopes), c.given_at, coalesce(e.last_at, c.given_at)
  from people.application a
  left join people.application_consent c
    on c.application_owner = a.organisation_id and c.application_id = a.id and c.person_id = person
  left join lateral (
    select array_agg(distinct b.name) as bodies, max(x.seen_at) as last_at,
      (select array_agg(distinct one) from people.application_entry y cross join unnest(y.scopes) one
       where y.person_id = person and y.application_id = a.id and y.ended_at is null) as scopes
    from people.application_entry x
    join organisations.body b on b.id = x.organisation_id
    where x.person_id = person and x.application_owner = a.organisation_id and x.application_id = a.id and x.ended_at is null
    group by x.application_id
  ) e on true
  where person in (select people.own_accounts()) and a.closed_at is null and (c.person_id is not null or e.last_at is not null)
  order by coalesce(e.last_at, c.given_at) desc;
end;

do $$
declare
  signature text;
begin
  foreach signature in array array[
    'people.openid_find(text, bytea)', 'people.openid_find_by_uid(bytea)', 'people.openid_find_by_user_code(bytea)',
    'people.openid_keep(uuid, text, bytea, bytea, bytea, bytea, bytea, timestamptz)', 'people.openid_consume(text, bytea, timestamptz)',
    'people.openid_destroy(text, bytea)', 'people.openid_revoke_grant(text, bytea)',
    'people.openid_client(uuid, timestamptz)', 'people.my_doors(uuid, timestamptz, text[])', 'people.my_applications(timestamptz)',
    'people.openid_entry(bytea, timestamptz, boolean)', 'people.openid_seen(bytea, timestamptz)', 'people.application_uses(uuid, timestamptz)',
    'people.entered_applications(uuid)']
  loop
    execute 'revoke execute on function ' || signature || ' from public';
    execute 'grant execute on function ' || signature || ' to beffroi_server';
  end loop;
  foreach signature in array array[
    'people.siret_of(uuid, uuid, date)', 'people.doors(uuid, uuid, uuid, timestamptz, text[])']
  loop
    execute 'revoke execute on function ' || signature || ' from public';
  end loop;
end $$;
