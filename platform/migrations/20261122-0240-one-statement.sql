-- SPDX-License-Identifier: EUPL-1.2
-- For what is asked so often that four exchanges around one statement count: a function of a room that enters its body by itself, in a transaction
-- that is that one statement.

-- What `inOrganisation` sets, for the rest of the transaction. A transaction that stands in one body never slips into another.
create function platform.enter_body(body uuid) returns void
language plpgsql as $$
begin
  if coalesce(current_setting('beffroi.writable', true), '') not in ('', body::text) then
    raise exception 'this transaction writes another body';
  end if;
  perform set_config('beffroi.readable', '{' || body || '}', true),
    set_config('beffroi.writable', body::text, true),
    set_config('beffroi.person', '00000000-0000-0000-0000-000000000000', true),
    set_config('beffroi.sees', '', true);
end $$;

-- What `keepBlob` does of bytes that lie in the store as they came: one blob for a content, and the row that needs it. Answers the blob that
-- stands; where it is another, the bytes that were brought are to be removed. Bound by the policies of whoever calls.
create function platform.keep_raw_blob(
  body uuid, brought uuid, content_digest bytea, content_size bigint, at_instant timestamptz, needed_by text, needed_row uuid
) returns uuid
language plpgsql set search_path = pg_catalog as $$
declare
  kept uuid;
begin
  insert into platform.blob (organisation_id, id, digest, size, is_raw, created_at)
  values (body, brought, content_digest, content_size, true, at_instant)
  on conflict (organisation_id, digest, is_raw) do nothing
  returning id into kept;
  if kept is null then
    -- Takes the row's lock, so that no sweep removes the blob before this transaction ends.
    update platform.blob set unreferenced_at = null
    where organisation_id = body and digest = content_digest and is_raw
    returning id into kept;
  end if;
  if kept is null then
    -- Removed between the two statements by a sweep: rare enough for the caller's own retry.
    raise exception 'the same content was being removed; try again';
  end if;
  insert into platform.blob_reference (organisation_id, blob_id, table_name, row_id, type, created_at)
  values (body, kept, needed_by, needed_row, 'application/octet-stream', at_instant);
  return kept;
end $$;

-- Whether a blob of the body holds this very content.
create function platform.holds_content(body uuid, blob uuid, content_digest bytea) returns boolean
language sql stable set search_path = pg_catalog
begin atomic
  select exists (select from platform.blob b where b.organisation_id = body and b.id = blob and b.digest = content_digest);
end;
