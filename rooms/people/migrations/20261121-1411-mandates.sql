-- SPDX-License-Identifier: EUPL-1.2
-- Mandates that a body opens by a professional address, for a person whom it may or may not know.

-- The name under which the body entered the person: it sees its own entry, so that nothing tells whether an account existed.
alter table people.mandate
  add column given_name text,
  add column family_name text,
  add constraint elected_mandate_has_dates check (kind <> 'elected' or ends_on is not null) not valid;

create index mandate_email on people.mandate (organisation_id, lower(email));

create table people.address (
  person_id uuid not null references people.person (id) on delete cascade,
  id uuid not null,
  address text not null check (address = lower(address)),
  added_at timestamptz not null,
  -- When someone who reads this mailbox proved it; until then an invitation goes there, and nothing else may claim it.
  verified_at timestamptz,
  primary key (person_id, id)
);
comment on table people.address is 'Professional addresses by which bodies find a person, exact and whole.';
create unique index person_address on people.address (address);
select platform.declare_identity('people.address', 'person_id');

-- The person of an address: the one who signs in with it, the one invited there, else a new one. It answers an id in all three cases.
create function people.person_at(wanted text, fresh uuid, given text, family text, at timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog as $$
declare
  folded text := lower(btrim(wanted));
  found uuid;
begin
  -- Two bodies that invite one person at once find the same one.
  perform pg_advisory_xact_lock(hashtextextended('people.address ' || folded, 0));
  found := (select c.person_id from people.credential c where c.login = folded order by c.created_at limit 1);
  if found is null then
    found := (select a.person_id from people.address a where a.address = folded);
  end if;
  if found is null then
    insert into people.person (id, given_name, family_name, created_at) values (fresh, given, family, at);
    insert into people.address (person_id, id, address, added_at) values (fresh, fresh, folded, at);
    found := fresh;
  end if;
  return found;
end $$;
revoke execute on function people.person_at(text, uuid, text, text, timestamptz) from public;
grant execute on function people.person_at(text, uuid, text, text, timestamptz) to beffroi_server;

-- Whose a mandate is once its address is corrected: another person's only while nobody has ever signed in as the first one.
create function people.person_after(standing uuid, wanted text, fresh uuid, given text, family text, at timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from people.credential c where c.person_id = standing)
    or exists (select from people.address a where a.person_id = standing and a.verified_at is not null)
    or exists (select from people.session s where s.person_id = standing)
  then
    return standing;
  end if;
  return people.person_at(wanted, fresh, given, family, at);
end $$;
revoke execute on function people.person_after(uuid, text, uuid, text, text, timestamptz) from public;
grant execute on function people.person_after(uuid, text, uuid, text, text, timestamptz) to beffroi_server;

-- Those who serve a body, under the names that the body gave them, for every room to join.
create view people.colleague with (security_invoker = true) as
  select
    m.organisation_id,
    m.id,
    m.person_id,
    m.kind,
    m.roles,
    m.title,
    m.email,
    m.begins_on,
    m.ends_on,
    m.created_at,
    coalesce(m.given_name, p.given_name) as given_name,
    coalesce(m.family_name, p.family_name) as family_name
  from people.mandate m
  join people.person p on p.id = m.person_id;
select platform.declare_view('people.colleague');
