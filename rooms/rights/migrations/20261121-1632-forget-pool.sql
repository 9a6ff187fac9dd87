-- SPDX-License-Identifier: EUPL-1.2
-- What a take-over opened and takes back leaves its territory's pool too.
create or replace function rights.forget_opened(keys text[]) returns void
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
  delete from rights.pool_member where organisation_id = operator and opening_key = any (keys);
  delete from rights.allowance where organisation_id = operator and opening_key = any (keys);
  delete from rights.opening where organisation_id = operator and opening_key = any (keys);
end $$;
