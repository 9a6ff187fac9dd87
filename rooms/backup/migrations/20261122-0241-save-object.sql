-- SPDX-License-Identifier: EUPL-1.2
-- Records an object whose bytes are safe, in one statement that is its own transaction: the body entered, the blob kept and needed, the object shown,
-- everything counted. Answers `recorded`; or `known` (the same stands already), `other` (another stands under its name), `full`, having written
-- nothing. `kept` is the blob that holds the content.
create function backup.save_object(
  body uuid, machine uuid, new_id uuid, object_type text, object_name bytea, object_size bigint, brought uuid, content_digest bytea,
  at_instant timestamptz, day_id uuid, today date, bounded boolean, out outcome text, out kept uuid
)
language plpgsql set search_path = pg_catalog as $$
declare
  account record;
begin
  perform platform.enter_body(body);
  -- All writers of a body meet on this row: what is read after it stands until this transaction ends.
  select a.is_open, a.bytes, a.hard_bytes into strict account from backup.account a where a.organisation_id = body for update;
  if bounded and not (account.is_open and (account.hard_bytes is null or account.bytes + object_size <= account.hard_bytes)) then
    outcome := 'full';
    return;
  end if;
  select o.blob_id into kept
  from backup.object o
  where o.organisation_id = body and o.repository_id = machine and o.type = object_type and o.name = object_name and o.binned_at is null;
  if found then
    -- Only the configuration can be another under its one name.
    outcome := case when platform.holds_content(body, kept, content_digest) then 'known' else 'other' end;
    return;
  end if;
  kept := platform.keep_raw_blob(body, brought, content_digest, object_size, at_instant, 'backup.object', new_id);
  outcome := backup.record_object(body, machine, new_id, object_type, object_name, object_size, kept, at_instant, day_id, today, bounded);
  if outcome <> 'recorded' then
    raise exception 'the account was locked and the object is %', outcome;
  end if;
end $$;
