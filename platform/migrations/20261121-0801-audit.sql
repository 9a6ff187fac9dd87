-- SPDX-License-Identifier: EUPL-1.2
-- What happened. Every event is an audit entry; a sealer chains the committed entries of each body.

create table platform.audit_entry (
  organisation_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  what text not null,
  is_event boolean not null,
  actor jsonb not null,
  about jsonb,
  about_digest bytea not null,
  heard_in uuid,
  request_id text,
  primary key (organisation_id, id)
);
comment on table platform.audit_entry is 'Events and recorded facts of a body. `about` may be erased, its digest stays.';
create index audit_entry_recent on platform.audit_entry (organisation_id, at desc);
select platform.declare_owned('platform.audit_entry', append_only => true);

create table platform.audit_waiting (
  organisation_id uuid not null,
  entry_id uuid not null,
  primary key (organisation_id, entry_id)
);
comment on table platform.audit_waiting is 'Entries that the sealer has not chained yet; filled with the entry, emptied by the sealer.';
select platform.declare_owned('platform.audit_waiting', append_only => true);

create table platform.audit_seal (
  organisation_id uuid not null,
  position bigint not null,
  entry_id uuid not null,
  entry_digest bytea not null,
  chain_digest bytea not null,
  sealed_at timestamptz not null,
  primary key (organisation_id, position),
  unique (organisation_id, entry_id)
);
comment on table platform.audit_seal is 'The chain: each link digests the one before and the entry, so that a change or a gap shows.';
select platform.declare_owned('platform.audit_seal', append_only => true);
revoke update, delete on platform.audit_seal from beffroi_across;

create function platform.await_seal() returns trigger language plpgsql as $$
begin
  insert into platform.audit_waiting values (new.organisation_id, new.id);
  return null;
end $$;
create trigger await_seal after insert on platform.audit_entry for each row execute function platform.await_seal();

create table platform.delivery (
  organisation_id uuid not null,
  event_id uuid not null,
  listener text not null,
  at timestamptz not null,
  primary key (organisation_id, event_id, listener)
);
comment on table platform.delivery is 'Events that a listener has answered, so that a second delivery changes nothing.';
select platform.declare_owned('platform.delivery');

-- Whether the sealer has work: a yes or no tells nothing of any body, so it may look over all of them.
create function platform.entries_wait() returns boolean
language sql stable security definer set search_path = pg_catalog
return exists (select from platform.audit_waiting);
revoke execute on function platform.entries_wait() from public;
grant execute on function platform.entries_wait() to beffroi_server;
