-- SPDX-License-Identifier: EUPL-1.2
-- What was opened by a take-over may be corrected or undone as long as nothing was built upon it: nothing but what the take-over itself wrote.

-- Those of these openings of the operator that writes which were used, or completed by hand, since.
create function rights.built_upon(keys text[]) returns text[]
language sql stable security definer set search_path = pg_catalog
return (
  select coalesce(array_agg(distinct a.opening_key), '{}')
  from rights.allowance a
  where a.organisation_id = platform.writable()
    and a.opening_key = any (keys)
    and (exists (
        select from rights.movement m
        where m.organisation_id = a.organisation_id and m.allowance_id = a.id and m.key not like 'take-over %')
      or exists (
        select from rights.extra e
        where e.organisation_id = a.organisation_id and e.allowance_id = a.id)));
revoke execute on function rights.built_upon(text[]) from public;
grant execute on function rights.built_upon(text[]) to beffroi_server;

-- Removes what the operator that writes opened under these keys. Movements prove uses and are never removed otherwise.
create function rights.forget_opened(keys text[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  operator constant uuid := platform.writable();
begin
  if cardinality(rights.built_upon(keys)) > 0 then
    raise exception 'rights were used since: %', rights.built_upon(keys);
  end if;
  delete from rights.movement m using rights.allowance a
  where a.organisation_id = operator and a.opening_key = any (keys) and m.organisation_id = operator and m.allowance_id = a.id;
  delete from rights.balance b using rights.allowance a
  where a.organisation_id = operator and a.opening_key = any (keys) and b.organisation_id = operator and b.allowance_id = a.id;
  delete from rights.limit_change c using rights.allowance a
  where a.organisation_id = operator and a.opening_key = any (keys) and c.organisation_id = operator and c.allowance_id = a.id;
  delete from rights.pool_member where organisation_id = operator and opening_key = any (keys);
  delete from rights.allowance where organisation_id = operator and opening_key = any (keys);
  delete from rights.opening where organisation_id = operator and opening_key = any (keys);
end $$;
revoke execute on function rights.forget_opened(text[]) from public;
grant execute on function rights.forget_opened(text[]) to beffroi_server;
