-- SPDX-License-Identifier: EUPL-1.2
-- Arrivals, departures, and the renewal of an assembly: what was decided, for which day, what it did and what remains to do.

create table people.movement (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  kind text not null check (kind in ('arrival', 'departure', 'renewal')),
  state text not null check (state in ('planned', 'done', 'cancelled')),
  -- First day of an arrival, last day of a departure, first day of the renewed assembly.
  day date not null,
  -- Whom it is about, as a list shows it.
  title text not null,
  reason text,
  mandate_id uuid,
  person_id uuid references people.person (id),
  -- What must be known to take it back: mandates opened, and the last day that others had.
  undo jsonb not null,
  planned_at timestamptz not null,
  planned_by uuid not null,
  settled_at timestamptz,
  primary key (organisation_id, id),
  check ((state = 'planned') = (settled_at is null))
);
comment on table people.movement is 'Arrivals, departures and renewals, planned for a day and carried out on it.';
create index movement_to_carry_out on people.movement (day) where state = 'planned';
create unique index movement_departure_once on people.movement (organisation_id, person_id) where kind = 'departure' and state = 'planned';
select platform.declare_owned('people.movement');

create table people.movement_step (
  organisation_id uuid not null,
  id uuid not null,
  movement_id uuid not null,
  position integer not null,
  label text not null,
  due_on date not null,
  -- Done by the house on the day; the others are ticked by hand.
  is_automatic boolean not null,
  done_at timestamptz,
  done_by uuid,
  primary key (organisation_id, id),
  foreign key (organisation_id, movement_id) references people.movement (organisation_id, id) on delete cascade
);
comment on table people.movement_step is 'What a movement asks to be done, by the house or by hand.';
create index movement_step_of on people.movement_step (organisation_id, movement_id, position);
select platform.declare_owned('people.movement_step');

create table people.mail_forward (
  organisation_id uuid not null,
  id uuid not null,
  movement_id uuid not null,
  address text not null check (address = lower(address)),
  to_address text not null check (to_address = lower(to_address) and to_address <> address),
  begins_on date not null,
  -- Last day, included.
  until_on date not null check (until_on >= begins_on),
  cancelled_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, movement_id) references people.movement (organisation_id, id) on delete cascade
);
comment on table people.mail_forward is 'Mail to whoever left, forwarded to a colleague until a day.';
create index mail_forward_address on people.mail_forward (organisation_id, address) where cancelled_at is null;
select platform.declare_owned('people.mail_forward');

-- Application passwords of a person that open this body alone: how many stand, and none once closed.
create function people.body_app_passwords(person uuid, close_at timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  touched integer;
begin
  if close_at is null then
    return (
      select count(*) from people.app_password w
      where w.person_id = person and w.organisation_id = platform.writable() and w.revoked_at is null);
  end if;
  update people.app_password w
  set revoked_at = close_at
  where w.person_id = person and w.organisation_id = platform.writable() and w.revoked_at is null;
  get diagnostics touched = row_count;
  return touched;
end $$;
revoke execute on function people.body_app_passwords(uuid, timestamptz) from public;
grant execute on function people.body_app_passwords(uuid, timestamptz) to beffroi_server;

-- The bodies that have a movement to carry out: asked once a night, for those whose own appointment was missed.
create function people.movements_due(today date) returns table (organisation_id uuid, id uuid)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select m.organisation_id, m.id
  from people.movement m
  where m.state = 'planned' and case when m.kind = 'departure' then m.day < today else m.day <= today end;
end;
revoke execute on function people.movements_due(date) from public;
grant execute on function people.movements_due(date) to beffroi_server;
