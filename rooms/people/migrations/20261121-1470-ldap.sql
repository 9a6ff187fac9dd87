-- SPDX-License-Identifier: EUPL-1.2
-- The LDAP directory: the name and number of each entry, and the programs that read it for a body.

create sequence people.ldap_number minvalue 200000 start 200000;

create table people.ldap_name (
  organisation_id uuid not null references organisations.body (id),
  -- Also entryUUID.
  id uuid not null,
  -- A person, a group, or neither: the body itself.
  person_id uuid references people.person (id) on delete cascade,
  group_id uuid,
  -- uid of a person: drawn once from the name, never given to another person of the body.
  name text,
  -- uidNumber or gidNumber: what file servers write on their disks. Unique in the installation, below what they keep for themselves above.
  number integer not null default nextval('people.ldap_number') unique,
  primary key (organisation_id, id),
  unique (organisation_id, name),
  foreign key (organisation_id, group_id) references people.person_group (organisation_id, id) on delete cascade,
  check (num_nonnulls(person_id, group_id) <= 1),
  check ((name is null) = (person_id is null))
);
comment on table people.ldap_name is 'Names and numbers of the entries of the LDAP directory, kept for good: file servers remember them.';
create unique index ldap_name_person on people.ldap_name (organisation_id, person_id) where person_id is not null;
create unique index ldap_name_group on people.ldap_name (organisation_id, group_id) where group_id is not null;
create unique index ldap_name_body on people.ldap_name (organisation_id) where person_id is null and group_id is null;
create index ldap_name_of_person on people.ldap_name (person_id) where person_id is not null;
select platform.declare_owned('people.ldap_name');

-- One form for values that caseIgnoreMatch holds equal. ldap/plain.ts is the same.
create function people.ldap_plain(value text) returns text
language sql immutable parallel safe
return btrim(regexp_replace(lower(normalize(value, nfkc)), '\s+', ' ', 'g'));
-- Accents apart too.
create function people.ldap_folded(value text) returns text
language sql immutable parallel safe
return regexp_replace(normalize(people.ldap_plain(value), nfd), '[\u0300-\u036f]', '', 'g');

-- « Élodie d'Œuvre » is elodie.d-oeuvre: letters that every system takes in a login.
create function people.ldap_login(given text, family text) returns text
language sql immutable parallel safe
return left(coalesce(nullif(btrim(regexp_replace(replace(replace(
  people.ldap_folded(given || '.' || family), 'œ', 'oe'), 'æ', 'ae'), '[^a-z0-9.]+', '-', 'g'), '.-'), ''), 'personne'), 28);

-- From the name under which the body entered the person: a name that it does not know would tell that an account existed.
create function people.name_in_ldap(body uuid, person uuid, given text, family text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  base text := (
    select people.ldap_login(coalesce(given, p.given_name), coalesce(family, p.family_name)) from people.person p where p.id = person);
  attempt integer := 1;
begin
  if not exists (select from people.ldap_name n where n.organisation_id = body and n.person_id is null and n.group_id is null) then
    insert into people.ldap_name (organisation_id, id) values (body, gen_random_uuid()) on conflict do nothing;
  end if;
  loop
    exit when exists (select from people.ldap_name n where n.organisation_id = body and n.person_id = person);
    insert into people.ldap_name (organisation_id, id, person_id, name)
    values (body, gen_random_uuid(), person, case attempt when 1 then base else base || attempt end)
    on conflict do nothing;
    attempt := attempt + 1;
  end loop;
end $$;
revoke execute on function people.name_in_ldap(uuid, uuid, text, text) from public;

create function people.name_mandate_in_ldap() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  -- The address of an invitation was corrected: whoever comes takes the name that was drawn.
  if tg_op = 'UPDATE' and old.person_id <> new.person_id then
    update people.ldap_name n set person_id = new.person_id
    where n.organisation_id = new.organisation_id
      and n.person_id = old.person_id
      and not exists (select from people.mandate m where m.organisation_id = n.organisation_id and m.person_id = old.person_id)
      and not exists (select from people.ldap_name o where o.organisation_id = n.organisation_id and o.person_id = new.person_id);
  end if;
  perform people.name_in_ldap(new.organisation_id, new.person_id, new.given_name, new.family_name);
  return null;
end $$;
revoke execute on function people.name_mandate_in_ldap() from public;
create trigger name_in_ldap after insert or update of person_id on people.mandate for each row execute function people.name_mandate_in_ldap();

create function people.name_group_in_ldap() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into people.ldap_name (organisation_id, id, group_id) values (new.organisation_id, gen_random_uuid(), new.id) on conflict do nothing;
  return null;
end $$;
revoke execute on function people.name_group_in_ldap() from public;
create trigger name_in_ldap after insert on people.person_group for each row execute function people.name_group_in_ldap();

select people.name_in_ldap(m.organisation_id, m.person_id, m.given_name, m.family_name)
from (select * from people.mandate order by created_at, id) m;
insert into people.ldap_name (organisation_id, id, group_id)
select organisation_id, gen_random_uuid(), id from people.person_group;

create table people.ldap_reader (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  -- cn of its entry.
  name text not null check (name ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
  -- What it is for, in the words of whoever made it.
  label text not null,
  -- SHA-256 of 160 random bits.
  secret_digest bytea not null unique,
  created_by uuid not null,
  created_at timestamptz not null,
  used_at timestamptz,
  used_by text,
  revoked_at timestamptz,
  primary key (organisation_id, id)
);
comment on table people.ldap_reader is 'Programs that read the LDAP directory of a body: a mail server, a file server. They never sign in as a person.';
create unique index ldap_reader_name on people.ldap_reader (organisation_id, name) where revoked_at is null;
select platform.declare_owned('people.ldap_reader');

-- Who binds with this application password, under which names. Text bodies: the functions that they call may be replaced.
create function people.ldap_holder(presented bytea, at timestamptz) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
  select w.who || jsonb_build_object(
    'names', coalesce((
      select jsonb_agg(jsonb_build_object(
        'organisationId', b.id, 'slug', b.slug, 'body', b.name, 'personId', m.person_id, 'uid', n.name, 'mail', m.email))
      from jsonb_to_recordset(w.who -> 'mandates') as held (id uuid, "organisationId" uuid)
      join people.mandate m on m.organisation_id = held."organisationId" and m.id = held.id
      join people.ldap_name n on n.organisation_id = m.organisation_id and n.person_id = m.person_id
      join organisations.body b on b.id = m.organisation_id), '[]'::jsonb),
    'logins', coalesce((
      select jsonb_agg(c.login)
      from people.credential c
      join people.person a on a.id = c.person_id
      where c.kind = 'password' and coalesce(a.main_id, a.id) = (w.who ->> 'personId')::uuid), '[]'::jsonb))
  from people.whose_app_password(presented, 'ldap', at) as w (who)
  where w.who is not null
$$;
revoke execute on function people.ldap_holder(bytea, timestamptz) from public;
grant execute on function people.ldap_holder(bytea, timestamptz) to beffroi_server;

-- Which body this reader's secret opens.
create function people.whose_ldap_reader(presented bytea) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select jsonb_build_object('readerId', r.id, 'name', r.name, 'organisationId', b.id, 'slug', b.slug, 'body', b.name)
  from people.ldap_reader r
  join organisations.body b on b.id = r.organisation_id
  where r.secret_digest = presented and r.revoked_at is null
);
revoke execute on function people.whose_ldap_reader(bytea) from public;
grant execute on function people.whose_ldap_reader(bytea) to beffroi_server;
