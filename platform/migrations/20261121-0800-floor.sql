-- SPDX-License-Identifier: EUPL-1.2
-- Tenancy: every table says its kind once, and its policies and grants follow from that.
-- Roles beffroi_owner, beffroi_server (NOINHERIT) and beffroi_across stand before (deploy/prepare-database.sql).

create schema if not exists platform;
grant usage on schema platform to beffroi_server, beffroi_across;

-- The bodies whose rows this transaction may read. An unset or emptied setting raises: it never means "nothing".
create function platform.readable() returns uuid[]
language sql stable parallel safe
return current_setting('beffroi.readable')::uuid[];

-- The one body in which this transaction may write. Raises when unset.
create function platform.writable() returns uuid
language sql stable parallel safe
return current_setting('beffroi.writable')::uuid;

-- The person who acts. Raises when unset.
create function platform.person() returns uuid
language sql stable parallel safe
return current_setting('beffroi.person')::uuid;

create table platform.table_kind (
  table_name text primary key,
  kind text not null check (kind in ('reference', 'identity', 'owned', 'shared')),
  key_column text,
  party_columns text[] not null default '{}'
);
comment on table platform.table_kind is 'The declared kind of every table; a test compares it with the catalogue.';

create function platform.declare(target regclass, table_kind text, key_column text, party_columns text[])
returns void language plpgsql as $$
declare
  table_schema text := (select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = target);
  table_name text := (select c.relname from pg_class c where c.oid = target);
begin
  insert into platform.table_kind values (table_schema || '.' || table_name, table_kind, key_column, party_columns);
  execute format('grant usage on schema %I to beffroi_server, beffroi_across', table_schema);
  execute format('grant select, insert, update, delete on %s to beffroi_across', target);
end $$;

create function platform.protect(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy owner_sees_all on %s to beffroi_owner using (true) with check (true)', target);
  execute format('create policy across_sees_all on %s to beffroi_across using (true) with check (true)', target);
end $$;

-- No owner: everybody reads, writing is for migrations and for the across role.
create function platform.declare_reference(target regclass) returns void language plpgsql as $$
begin
  perform platform.declare(target, 'reference', null, '{}');
  execute format('grant select on %s to beffroi_server', target);
end $$;

-- Keyed by a person: only that person's own transactions see the rows.
create function platform.declare_identity(target regclass, person_column text) returns void language plpgsql as $$
begin
  perform platform.declare(target, 'identity', person_column, '{}');
  perform platform.protect(target);
  execute format('grant select, insert, update, delete on %s to beffroi_server', target);
  execute format(
    'create policy own_rows on %s to beffroi_server using (%I = (select platform.person())) with check (%I = (select platform.person()))',
    target, person_column, person_column);
end $$;

-- Owned by one body. An append-only table can be neither changed nor emptied by the server.
create function platform.declare_owned(target regclass, append_only boolean default false) returns void language plpgsql as $$
begin
  perform platform.declare(target, 'owned', 'organisation_id', '{}');
  perform platform.protect(target);
  perform platform.let_owner_body_write(target, append_only);
  execute format(
    'create policy body_reads on %s for select to beffroi_server using (organisation_id = any ((select platform.readable())::uuid[]))',
    target);
end $$;

-- Owned by one body, and readable by the bodies that its party columns name.
create function platform.declare_shared(target regclass, party_columns text[], append_only boolean default false) returns void language plpgsql as $$
declare
  readers text := 'organisation_id = any ((select platform.readable())::uuid[])';
  party text;
begin
  perform platform.declare(target, 'shared', 'organisation_id', party_columns);
  perform platform.protect(target);
  perform platform.let_owner_body_write(target, append_only);
  foreach party in array party_columns loop
    readers := readers || format(' or %I = any ((select platform.readable())::uuid[])', party);
  end loop;
  execute format('create policy body_or_party_reads on %s for select to beffroi_server using (%s)', target, readers);
end $$;

create function platform.let_owner_body_write(target regclass, append_only boolean) returns void language plpgsql as $$
declare
  own text := 'organisation_id = (select platform.writable())';
begin
  execute format('grant select, insert on %s to beffroi_server', target);
  execute format('create policy body_inserts on %s for insert to beffroi_server with check (%s)', target, own);
  if not append_only then
    execute format('grant update, delete on %s to beffroi_server', target);
    execute format('create policy body_updates on %s for update to beffroi_server using (%s) with check (%s)', target, own, own);
    execute format('create policy body_deletes on %s for delete to beffroi_server using (%s)', target, own);
  end if;
end $$;

-- A further reason for which the server may read rows of a protected table.
create function platform.also_readable(target regclass, reason text, condition text) returns void language plpgsql as $$
begin
  execute format('create policy %I on %s for select to beffroi_server using (%s)', reason, target, condition);
end $$;

-- A view must read as its reader does, or it would show every tenant with the rights of its owner.
create function platform.declare_view(target regclass) returns void language plpgsql as $$
begin
  if not coalesce((select 'security_invoker=true' = any (reloptions) from pg_class where oid = target), false) then
    raise exception 'view % must be created with (security_invoker = true)', target;
  end if;
  execute format('grant select on %s to beffroi_server, beffroi_across', target);
end $$;

grant select on platform.table_kind to beffroi_server, beffroi_across;
select platform.declare_reference('platform.table_kind');

create table platform.across_entry (
  id uuid primary key,
  at timestamptz not null default clock_timestamp(),
  caller text not null,
  reason text not null,
  actor jsonb not null
);
comment on table platform.across_entry is 'Each time the server crossed the borders between bodies: who, from which function, why.';
select platform.declare_reference('platform.across_entry');
grant insert on platform.across_entry to beffroi_server;
revoke update, delete on platform.across_entry from beffroi_across;
