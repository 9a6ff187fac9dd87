-- SPDX-License-Identifier: EUPL-1.2
-- What machines of a body have put in safety: ciphertext, of which the database knows names, sizes and days, never the content.
create schema backup;

create table backup.account (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  operator_id uuid not null references organisations.body (id),
  -- What stands, counted in the transaction that records each object.
  bytes bigint not null default 0 check (bytes >= 0),
  -- What was removed and is still held.
  binned_bytes bigint not null default 0 check (binned_bytes >= 0),
  -- Whether the right is open today, the volume that it brings, and the one beyond which nothing more is taken; null: without bound.
  is_open boolean not null default false,
  soft_bytes bigint,
  hard_bytes bigint,
  -- How far beyond its right the body lets its machines go, where the tariff prices what exceeds; null: the house's own share.
  margin_bytes bigint check (margin_bytes >= 0),
  -- How many days a removed object is held.
  hold_days integer not null default 30 check (hold_days between 7 and 365),
  bound_read_at timestamptz,
  reported_bytes bigint,
  reported_at timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id)
);
comment on table backup.account is 'The volume that a body keeps in safety, against its right.';
create index account_operator on backup.account (operator_id);
select platform.declare_shared('backup.account', array['operator_id']);

create table backup.repository (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  operator_id uuid not null references organisations.body (id),
  -- In the address and the name that the client gives: random, so that neither says anything of the machine.
  key text not null check (key ~ '^[a-z2-7]{16}$'),
  label text not null check (label <> ''),
  kind text not null check (kind in ('workstation', 'server', 'nas')),
  -- Digest of 256 random bits: nothing there can be guessed, so nothing slow is needed. Null until the machine is enrolled.
  secret_digest bytea check (octet_length(secret_digest) = 32),
  bytes bigint not null default 0 check (bytes >= 0),
  binned_bytes bigint not null default 0 check (binned_bytes >= 0),
  objects integer not null default 0 check (objects >= 0),
  added_by text not null,
  added_at timestamptz not null,
  enrolled_at timestamptz,
  -- When the client last made sure that the repository is there, or opened it.
  seen_at timestamptz,
  -- When its newest snapshot arrived: the last backup that ended well.
  backed_up_at timestamptz,
  closed_by text,
  closed_at timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, key),
  check ((closed_by is null) = (closed_at is null))
);
comment on table backup.repository is 'A machine that backs up, and the repository that is its own.';
create index repository_operator on backup.repository (operator_id, organisation_id);
create unique index repository_label on backup.repository (organisation_id, lower(label)) where closed_at is null;
select platform.declare_shared('backup.repository', array['operator_id']);

create table backup.maintenance (
  organisation_id uuid not null,
  id uuid not null,
  repository_id uuid not null,
  operator_id uuid not null references organisations.body (id),
  reason text not null check (reason <> ''),
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  -- Another person: who asks to remove never allows it.
  answered_by uuid,
  answered_by_name text,
  answered_at timestamptz,
  is_allowed boolean,
  secret_digest bytea check (octet_length(secret_digest) = 32),
  opened_at timestamptz,
  ends_at timestamptz,
  closed_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, repository_id) references backup.repository (organisation_id, id),
  constraint two_persons check (answered_by is null or not is_allowed or answered_by <> asked_by),
  constraint allowed_before_opened check (secret_digest is null or is_allowed)
);
comment on table backup.maintenance is 'Times during which the client of a machine may remove what it no longer keeps: asked by one person, allowed by another.';
create index maintenance_repository on backup.maintenance (organisation_id, repository_id, asked_at);
create index maintenance_operator on backup.maintenance (operator_id);
select platform.declare_shared('backup.maintenance', array['operator_id']);

create table backup.object (
  organisation_id uuid not null,
  id uuid not null,
  repository_id uuid not null,
  type text not null check (type in ('config', 'data', 'index', 'keys', 'locks', 'snapshots')),
  -- SHA-256 of the content, which is its name; none for the configuration.
  name bytea not null check (octet_length(name) = case type when 'config' then 0 else 32 end),
  size bigint not null check (size >= 0),
  blob_id uuid not null,
  at timestamptz not null,
  -- Removed by the client under a maintenance: hidden from it, and held until that day.
  binned_at timestamptz,
  held_until timestamptz,
  maintenance_id uuid,
  primary key (organisation_id, id),
  foreign key (organisation_id, repository_id) references backup.repository (organisation_id, id),
  foreign key (organisation_id, maintenance_id) references backup.maintenance (organisation_id, id),
  check ((binned_at is null) = (held_until is null))
);
comment on table backup.object is 'Objects of a repository: the store keeps the bytes, as the client encrypted them.';
create unique index object_name on backup.object (organisation_id, repository_id, type, name) include (size) where binned_at is null;
create index object_held on backup.object (organisation_id, held_until) where binned_at is not null;
create index object_removed on backup.object (organisation_id, maintenance_id) where binned_at is not null;
select platform.declare_owned('backup.object');

create table backup.day (
  organisation_id uuid not null,
  id uuid not null,
  repository_id uuid not null,
  operator_id uuid not null references organisations.body (id),
  on_day date not null,
  added_bytes bigint not null default 0,
  added_objects integer not null default 0,
  snapshots integer not null default 0,
  removed_bytes bigint not null default 0,
  removed_objects integer not null default 0,
  -- Removals that were tried without being allowed.
  refused_removals integer not null default 0,
  -- Objects that the right did not let in.
  refused_objects integer not null default 0,
  primary key (organisation_id, id),
  unique (organisation_id, repository_id, on_day),
  foreign key (organisation_id, repository_id) references backup.repository (organisation_id, id)
);
comment on table backup.day is 'What each repository did each day, counted as it happens.';
create index day_operator on backup.day (operator_id, on_day);
select platform.declare_shared('backup.day', array['operator_id']);

-- Who presents this secret at this address: the only question that is asked before the body is known. An expired maintenance is nobody.
create function backup.admitted(body_slug text, repository_key text, presented bytea, at timestamptz)
returns table (organisation_id uuid, repository_id uuid, operator_id uuid, label text, maintenance_id uuid, is_open boolean, bytes bigint, hard_bytes bigint)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select r.organisation_id, r.id, r.operator_id, r.label, m.id, a.is_open, a.bytes, a.hard_bytes
  from organisations.body b
  join backup.repository r on r.organisation_id = b.id
  join backup.account a on a.organisation_id = b.id
  left join backup.maintenance m
    on m.organisation_id = r.organisation_id
    and m.repository_id = r.id
    and m.secret_digest = admitted.presented
    and m.closed_at is null
    and m.ends_at > admitted.at
  where b.slug = admitted.body_slug
    and r.key = admitted.repository_key
    and r.closed_at is null
    and (r.secret_digest = admitted.presented or m.id is not null);
end;
revoke execute on function backup.admitted(text, text, bytea, timestamptz) from public;
grant execute on function backup.admitted(text, text, bytea, timestamptz) to beffroi_server;

-- Counts of the day, made on its first act. Bound by the policies of whoever calls.
create function backup.count_day(repository backup.repository, day_id uuid, today date, bytes bigint, objects integer, snapshot integer)
returns void
language sql set search_path = pg_catalog
begin atomic
  insert into backup.day as d (organisation_id, id, repository_id, operator_id, on_day, added_bytes, added_objects, snapshots)
  values (repository.organisation_id, day_id, repository.id, repository.operator_id, today, bytes, objects, snapshot)
  on conflict (organisation_id, repository_id, on_day) do update set
    added_bytes = d.added_bytes + excluded.added_bytes,
    added_objects = d.added_objects + excluded.added_objects,
    snapshots = d.snapshots + excluded.snapshots;
end;

-- Records an object with everything that counts it, in one exchange: the account first, so that all writers lock in one order. `bounded` refuses
-- what the right does not let in. Answers `recorded`, `known` (the name stands already) or `full`; the caller rolls back the two last.
create function backup.record_object(
  body uuid, machine uuid, new_id uuid, object_type text, object_name bytea, object_size bigint, blob uuid,
  at_instant timestamptz, day_id uuid, today date, bounded boolean
) returns text
language plpgsql set search_path = pg_catalog as $$
declare
  kept backup.repository;
begin
  update backup.account set bytes = bytes + object_size
  where organisation_id = body
    and (not bounded or (is_open and (hard_bytes is null or bytes + object_size <= hard_bytes)));
  if not found then
    return 'full';
  end if;
  insert into backup.object (organisation_id, id, repository_id, type, name, size, blob_id, at)
  values (body, new_id, machine, object_type, object_name, object_size, blob, at_instant)
  on conflict (organisation_id, repository_id, type, name) where binned_at is null do nothing;
  if not found then
    return 'known';
  end if;
  update backup.repository set
    bytes = bytes + object_size,
    objects = objects + 1,
    seen_at = at_instant,
    backed_up_at = case object_type when 'snapshots' then at_instant else backed_up_at end
  where organisation_id = body and id = machine
  returning * into strict kept;
  -- Locks come and go with each command: they say nothing of what is kept.
  if object_type <> 'locks' then
    perform backup.count_day(kept, day_id, today, object_size, 1, case object_type when 'snapshots' then 1 else 0 end);
  end if;
  return 'recorded';
end $$;

-- Moves an object to the bin under a maintenance, or forgets it at once (`held` null: a lock).
create function backup.remove_object(body uuid, machine uuid, removed uuid, at_instant timestamptz, held timestamptz, under uuid, day_id uuid, today date)
returns void
language plpgsql set search_path = pg_catalog as $$
declare
  gone bigint;
  kept backup.repository;
begin
  perform from backup.account where organisation_id = body for update;
  if held is null then
    delete from backup.object where organisation_id = body and id = removed and binned_at is null returning size into gone;
  else
    update backup.object set binned_at = at_instant, held_until = held, maintenance_id = under
    where organisation_id = body and id = removed and binned_at is null
    returning size into gone;
  end if;
  if gone is null then
    return;
  end if;
  update backup.account set
    bytes = bytes - gone,
    binned_bytes = binned_bytes + case when held is null then 0 else gone end
  where organisation_id = body;
  update backup.repository set
    bytes = bytes - gone,
    objects = objects - 1,
    binned_bytes = binned_bytes + case when held is null then 0 else gone end
  where organisation_id = body and id = machine
  returning * into strict kept;
  if held is not null then
    perform backup.count_day(kept, day_id, today, 0, 0, 0);
    update backup.day set removed_bytes = removed_bytes + gone, removed_objects = removed_objects + 1
    where organisation_id = body and repository_id = machine and on_day = today;
  end if;
end $$;

create table backup.enrolment (
  organisation_id uuid not null,
  id uuid not null,
  repository_id uuid not null,
  -- Worth one exchange against the machine's own secret, within the hour.
  token_digest bytea not null check (octet_length(token_digest) = 32),
  made_by text not null,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  used_at timestamptz,
  used_from text,
  primary key (organisation_id, id),
  foreign key (organisation_id, repository_id) references backup.repository (organisation_id, id)
);
comment on table backup.enrolment is 'Tokens that a machine exchanges once against its secret.';
create unique index enrolment_token on backup.enrolment (organisation_id, token_digest);
create index enrolment_repository on backup.enrolment (organisation_id, repository_id);
select platform.declare_owned('backup.enrolment');

-- Puts back what a maintenance removed, except what stands again under its name.
create function backup.restore_bin(body uuid, machine uuid, under uuid) returns integer
language plpgsql set search_path = pg_catalog as $$
declare
  back bigint;
  so_many integer;
begin
  perform from backup.account where organisation_id = body for update;
  with restored as (
    update backup.object o set binned_at = null, held_until = null, maintenance_id = null
    where o.organisation_id = body
      and o.repository_id = machine
      and o.maintenance_id = under
      and o.binned_at is not null
      and not exists (
        select from backup.object s
        where s.organisation_id = body and s.repository_id = machine and s.type = o.type and s.name = o.name and s.binned_at is null)
    returning o.size)
  select coalesce(sum(size), 0), count(*) into back, so_many from restored;
  update backup.account set bytes = bytes + back, binned_bytes = binned_bytes - back where organisation_id = body;
  update backup.repository set bytes = bytes + back, binned_bytes = binned_bytes - back, objects = objects + so_many
  where organisation_id = body and id = machine;
  return so_many;
end $$;

-- Forgets some of what was held long enough, and says what it forgot.
create function backup.forget_held(body uuid, at_instant timestamptz, most integer) returns setof uuid
language plpgsql set search_path = pg_catalog as $$
declare
  gone record;
begin
  perform from backup.account where organisation_id = body for update;
  for gone in
    delete from backup.object o
    where o.organisation_id = body
      and o.id in (
        select h.id from backup.object h
        where h.organisation_id = body and h.held_until <= at_instant
        order by h.held_until limit most)
    returning o.id, o.repository_id, o.size
  loop
    update backup.account set binned_bytes = binned_bytes - gone.size where organisation_id = body;
    update backup.repository set binned_bytes = binned_bytes - gone.size where organisation_id = body and id = gone.repository_id;
    return next gone.id;
  end loop;
end $$;
