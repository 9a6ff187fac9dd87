-- SPDX-License-Identifier: EUPL-1.2
-- Every process keeps the list of an operator's voted editions in memory: whatever changes which one prices on which day says so.

create function catalogue.tell_editions_changed() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  perform pg_notify('catalogue.editions', coalesce(new.organisation_id, old.organisation_id)::text);
  return null;
end $$;
revoke execute on function catalogue.tell_editions_changed() from public;

-- What is written into a draft concerns nobody else yet.
create trigger editions_changed after insert or delete or update of key, label, status, act, valid_from, valid_to
  on catalogue.edition for each row execute function catalogue.tell_editions_changed();
