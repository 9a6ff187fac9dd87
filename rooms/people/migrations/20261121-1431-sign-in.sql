-- SPDX-License-Identifier: EUPL-1.2
-- Ways to prove who one is beyond a password, and what keeps them from being guessed, replayed or stolen.

create table people.passkey (
  person_id uuid not null references people.person (id) on delete cascade,
  id uuid not null,
  -- As the authenticator gives it, in base64url: what an assertion names.
  credential_id text not null,
  -- COSE key.
  public_key bytea not null,
  -- Of signatures, as the authenticator counts them; 0 from those that do not.
  counter bigint not null,
  transports text[] not null,
  name text not null,
  -- Kept by one device alone, or copied among the devices of one person.
  is_synced boolean not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (person_id, id)
);
comment on table people.passkey is 'Public keys of passkeys (WebAuthn): the private ones never leave the person''s devices.';
create unique index passkey_credential on people.passkey (credential_id);
select platform.declare_identity('people.passkey', 'person_id');

create table people.totp (
  person_id uuid not null references people.person (id) on delete cascade,
  id uuid not null,
  -- AES-256-GCM under a key derived from the installation's root key.
  secret_sealed bytea not null,
  created_at timestamptz not null,
  -- Null until a first code proved that the application holds the secret.
  confirmed_at timestamptz,
  -- The time step of the last code taken: neither it nor an earlier one is taken again (RFC 6238, 5.2).
  last_step bigint not null,
  primary key (person_id, id),
  check (id = person_id)
);
comment on table people.totp is 'The application of one-time codes of a person, one at most.';
select platform.declare_identity('people.totp', 'person_id');

create table people.recovery_code (
  person_id uuid not null references people.person (id) on delete cascade,
  id uuid not null,
  -- HMAC-SHA-256 under a key derived from the root key, of 80 random bits.
  digest bytea not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (person_id, id),
  unique (person_id, digest)
);
comment on table people.recovery_code is 'Codes that each stand once for a second factor that is lost.';
select platform.declare_identity('people.recovery_code', 'person_id');

create table people.mail_link (
  person_id uuid not null references people.person (id) on delete cascade,
  id uuid not null,
  purpose text not null check (purpose in ('sign-in', 'password')),
  -- Where it was sent: an address that has changed since proves nothing.
  address text not null,
  secret_digest bytea not null,
  -- Of the code that may be typed in the browser that asked, when the mail is read on another device; HMAC, it is short.
  code_digest bytea,
  -- Of the cookie of the browser that asked: the link opens a session nowhere else.
  browser_digest bytea,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (person_id, id)
);
comment on table people.mail_link is 'Links sent by mail that sign in or choose a new password, once.';
create unique index mail_link_secret on people.mail_link (secret_digest);
create index mail_link_browser on people.mail_link (browser_digest) where browser_digest is not null;
select platform.declare_identity('people.mail_link', 'person_id');

create table people.known_device (
  person_id uuid not null references people.person (id) on delete cascade,
  id uuid not null,
  -- SHA-256 of the secret of a long-lived cookie: the same browser may know several persons.
  secret_digest bytea not null,
  device text not null,
  first_seen_at timestamptz not null,
  seen_at timestamptz not null,
  forgotten_at timestamptz,
  primary key (person_id, id),
  unique (person_id, secret_digest)
);
comment on table people.known_device is 'Browsers in which a person has signed in: others are told of, and guess more slowly.';
select platform.declare_identity('people.known_device', 'person_id');

-- Unlogged: a crash asks a few persons to begin their sign-in again. No row says whose it is beyond an id.
create unlogged table people.sign_in_step (
  -- SHA-256 of what the browser presents: the challenge that it signed, or the secret of its cookie.
  digest bytea primary key,
  purpose text not null check (purpose in ('passkey', 'new-passkey', 'second-factor', 'work')),
  person_id uuid,
  -- How the person has proved who they are so far.
  methods text[] not null default '{}',
  tries integer not null default 0,
  expires_at timestamptz not null
);
comment on table people.sign_in_step is 'Sign-ins under way: challenges to sign, first factors that wait for a second, work that was done; each serves once.';
create index sign_in_step_ended on people.sign_in_step (expires_at);
select platform.declare_reference('people.sign_in_step');
grant insert, update, delete on people.sign_in_step to beffroi_server;

alter table people.session
  add column device_id uuid,
  -- How long it lasts unused.
  add column idle_minutes integer not null default 240 check (idle_minutes > 0);

alter table people.sign_in_policy
  -- From when it holds: before, the persons concerned are told and may enrol.
  add column asked_from timestamptz not null default '-infinity',
  add column mail_link text not null default 'elected' check (mail_link in ('nobody', 'elected', 'everyone'));

-- Whether a mandate opens nothing in a session: the body asks a second factor that was not given, or takes no link by mail as the only proof.
create function people.is_locked(policy people.sign_in_policy, kind text, roles text[], methods text[], at timestamptz) returns boolean
language sql immutable set search_path = pg_catalog
return not 'mfa' = any (methods) and (
  coalesce(policy.second_factor_roles && (roles || '*'::text) and policy.asked_from <= at, false)
  or (methods = '{mail}'
    and case coalesce(policy.mail_link, 'elected') when 'everyone' then false when 'elected' then kind <> 'elected' else true end)
);
revoke execute on function people.is_locked(people.sign_in_policy, text, text[], text[], timestamptz) from public;

create or replace function people.mandates_of(person uuid, at timestamptz, methods text[], within uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select coalesce(jsonb_agg(
    jsonb_build_object('id', m.id, 'organisationId', m.organisation_id, 'roles', m.roles)
    || case when m.person_id = person then '{}'::jsonb else jsonb_build_object('account',
         jsonb_build_object('personId', a.id, 'name', a.given_name || ' ' || a.family_name)) end
    || case when c.composed is null then '{}'::jsonb else jsonb_build_object('composed', c.composed) end
    || case when people.is_locked(s, m.kind, m.roles, methods, at) then '{"locked": "second-factor"}'::jsonb else '{}'::jsonb end
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

-- As before; a session left unused ends, and its last use comes along for whoever writes it down.
create or replace function people.who(presented bytea, at timestamptz, addressed uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select jsonb_build_object(
    'sessionId', s.id,
    'personId', p.id,
    'name', p.given_name || ' ' || p.family_name,
    'methods', s.methods,
    'provenAt', s.proven_at,
    'seenAt', s.seen_at,
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
    and s.seen_at > at - make_interval(mins => s.idle_minutes)
    and (s.support_id is null or (u.ended_at is null and u.ends_at > at))
);

-- Whom an address mails, for a sign-in that it asks: how they sign in, and whether their bodies take a link as a proof.
create function people.account_at(wanted text, at timestamptz) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select jsonb_build_object(
    'personId', f.person_id,
    'name', p.given_name || ' ' || p.family_name,
    'secretHash', f.secret_hash,
    'takesMailLink', exists (
      select from people.mandate m
      left join people.sign_in_policy s on s.organisation_id = m.organisation_id
      where m.person_id in (select f.person_id union all select q.id from people.person q where q.main_id = coalesce(p.main_id, p.id))
        and m.begins_on <= (at at time zone 'Europe/Paris')::date
        and (m.ends_on is null or m.ends_on >= (at at time zone 'Europe/Paris')::date)
        and case coalesce(s.mail_link, 'elected') when 'everyone' then true when 'elected' then m.kind = 'elected' else false end))
  from (
    select c.person_id, c.secret_hash, 0 as rank from people.credential c where c.kind = 'password' and c.login = wanted
    union all
    select d.person_id, (select c.secret_hash from people.credential c where c.person_id = d.person_id and c.kind = 'password'), 1
    from people.address d where d.address = wanted and d.verified_at is not null
  ) f
  join people.person p on p.id = f.person_id
  order by f.rank
  limit 1
);
revoke execute on function people.account_at(text, timestamptz) from public;
grant execute on function people.account_at(text, timestamptz) to beffroi_across;

-- Whom an invitation awaits, and whether they have ever signed in: an account that lives is never opened by an invitation.
create function people.invited_by_link(presented bytea, at timestamptz) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select jsonb_build_object(
    'personId', i.person_id,
    'email', i.email,
    'name', p.given_name || ' ' || p.family_name,
    'givenName', p.given_name,
    'body', b.name,
    'slug', b.slug,
    'lives', exists (select from people.credential c where c.person_id = p.id)
      or exists (select from people.passkey k where k.person_id = p.id)
      or exists (select from people.address d where d.person_id = p.id and d.verified_at is not null))
  from people.invitation i
  join people.person p on p.id = i.person_id
  join organisations.body b on b.id = i.organisation_id
  where i.secret_digest = presented
    and i.accepted_at is null
    and i.revoked_at is null
    and i.expires_at > at
);
revoke execute on function people.invited_by_link(bytea, timestamptz) from public;
grant execute on function people.invited_by_link(bytea, timestamptz) to beffroi_across;

-- A body asks someone who serves it to sign in again: their sessions end, what they may do does not change.
create function people.ask_new_sign_in(mandate uuid, at timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog as $$
declare
  whose uuid := (select m.person_id from people.mandate m where m.organisation_id = platform.writable() and m.id = mandate);
begin
  if whose is null then
    return null;
  end if;
  update people.session s set revoked_at = at
  where s.person_id = (select coalesce(p.main_id, p.id) from people.person p where p.id = whose)
    and s.revoked_at is null
    and s.support_id is null;
  return whose;
end $$;
revoke execute on function people.ask_new_sign_in(uuid, timestamptz) from public;
grant execute on function people.ask_new_sign_in(uuid, timestamptz) to beffroi_server;
