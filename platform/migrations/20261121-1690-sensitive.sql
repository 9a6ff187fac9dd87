-- SPDX-License-Identifier: EUPL-1.2
-- Medical, disciplinary, police: what a body holds and not everyone there may read. A second policy, on a permission, stands beside tenancy.

-- Names of the sensitive permissions that whoever acts holds in the one body of this transaction.
create function platform.sees(permission text) returns boolean
language sql stable parallel safe
return permission = any (string_to_array(coalesce(current_setting('beffroi.sees', true), ''), ' '));

-- Rows of an owned table stay hidden without the permission, but to the person whom the column names.
create function platform.declare_sensitive(target regclass, permission text, person_column text default null) returns void language plpgsql as $$
declare
  seen text := format('(select platform.sees(%L))', permission);
begin
  if person_column is not null then
    seen := seen || format(' or %I in (select platform.persons())', person_column);
  end if;
  execute format('create policy sensitive on %s as restrictive to beffroi_server using (%s) with check (%s)', target, seen, seen);
end $$;
