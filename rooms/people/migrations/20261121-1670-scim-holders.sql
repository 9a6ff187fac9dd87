-- SPDX-License-Identifier: EUPL-1.2
-- An address that a directory opens again may have changed hands: what it is opened to is told by the directory's own identifier.
alter table people.scim_record
  drop constraint scim_record_check,
  -- The directory keeps its id when the address passes to somebody else, who has another mandate.
  add constraint scim_record_subject check (num_nonnulls(mandate_id, group_id) = 1),
  -- The directory's identifier of the person whose access was open last; null where it gave none.
  add column opened_as text,
  -- Written by the directory as closed from the start: nobody has entered yet.
  add column is_never_open boolean not null default false,
  -- Since when the directory keeps this person out.
  add column shut_at timestamptz,
  -- An administrator said that the elective mandate of somebody kept out goes on.
  add column settled_at timestamptz;
update people.scim_record set opened_as = external_id where mandate_id is not null;

-- Another account for somebody to whom a mailbox passed. The former holder keeps theirs.
create function people.person_beside(fresh uuid, given text, family text, at timestamptz) returns uuid
language sql security definer set search_path = pg_catalog
begin atomic
  insert into people.person (id, given_name, family_name, created_at) values (fresh, given, family, at) returning id;
end;
revoke execute on function people.person_beside(uuid, text, text, timestamptz) from public;
grant execute on function people.person_beside(uuid, text, text, timestamptz) to beffroi_server;

-- Whether the directory of a body keeps out whoever holds this elective mandate of it: the suffrage gave the mandate, the directory takes back its own door.
create function people.is_kept_out(body uuid, mandate uuid) returns boolean
language sql stable security definer set search_path = pg_catalog
return exists (
  select from people.mandate m
  join people.mandate k on k.organisation_id = m.organisation_id and k.person_id = m.person_id
  join people.scim_record r on r.organisation_id = k.organisation_id and r.mandate_id = k.id
  where m.organisation_id = body and m.id = mandate and m.kind = 'elected' and r.shut_at is not null);
revoke execute on function people.is_kept_out(uuid, uuid) from public;

-- As before; and an élu whom the directory keeps out does not enter that body by a provider of identity.
create or replace function people.is_other_sign_in(body uuid, mandate uuid, methods text[]) returns boolean
language sql stable security definer set search_path = pg_catalog
return (
  with came as (
    select p.organisation_id, p.id
    from people.identity_provider p
    where p.id in (select substr(m.method, 5)::uuid from unnest(methods) m (method) where m.method ~ '^fed:[0-9a-f-]{36}$') and p.is_open)
  select case
    when 'fed' = any (methods) and people.is_kept_out(body, mandate) then true
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

-- Whom an invitation awaits, whether they have ever signed in, and whether somebody else signs in by its address.
create or replace function people.invited_by_link(presented bytea, at timestamptz) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select jsonb_build_object(
    'personId', i.person_id,
    'email', i.email,
    'name', coalesce(n.name, p.given_name || ' ' || p.family_name),
    'givenName', coalesce(n.given_name, p.given_name),
    'body', b.name,
    'slug', b.slug,
    'lives', exists (select from people.credential c where c.person_id = p.id)
      or exists (select from people.passkey k where k.person_id = p.id)
      or exists (select from people.address d where d.person_id = p.id and d.verified_at is not null),
    'isTaken', exists (select from people.credential c where c.login = lower(i.email) and c.person_id <> p.id)
      or exists (select from people.address d where d.address = lower(i.email) and d.verified_at is not null and d.person_id <> p.id))
  from people.invitation i
  join people.person p on p.id = i.person_id
  join organisations.body b on b.id = i.organisation_id
  -- The names that the body of the invitation entered.
  left join lateral (
    select m.given_name, m.given_name || ' ' || m.family_name as name
    from people.mandate m
    where m.organisation_id = i.organisation_id and m.person_id = i.person_id and m.given_name is not null and m.family_name is not null
    order by m.created_at desc
    limit 1
  ) n on true
  where i.secret_digest = presented
    and i.accepted_at is null
    and i.revoked_at is null
    and i.expires_at > at
);
