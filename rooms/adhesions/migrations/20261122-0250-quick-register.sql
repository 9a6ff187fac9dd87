-- SPDX-License-Identifier: EUPL-1.2
-- How many conventions a body that may be read has concluded: the register says it on each of its pages. The policy would be asked of each row
-- of thirty-six thousand; here once, of the owner of them all.
create function adhesions.count_concluded(owner uuid) returns bigint
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select count(*)
  from adhesions.convention c
  where c.organisation_id = owner
    and (select owner = any (platform.readable()))
$$;
revoke execute on function adhesions.count_concluded(uuid) from public;
grant execute on function adhesions.count_concluded(uuid) to beffroi_server;

-- A convention that opens or whose last day moves says nothing else to whoever looks for it: its entry is written again only when its words are.
create function adhesions.note_changed_conventions() returns trigger language plpgsql as $$
begin
  perform adhesions.write_register(array_agg(n.organisation_id), array_agg(n.id))
  from changed n
  join former f on f.organisation_id = n.organisation_id and f.id = n.id
  where (n.kind, n.number, n.payer_id, n.beneficiary_id, n.edition, n.quote_number, n.proofs, n.end_reason)
    is distinct from (f.kind, f.number, f.payer_id, f.beneficiary_id, f.edition, f.quote_number, f.proofs, f.end_reason);
  return null;
end $$;
drop trigger register_changed on adhesions.convention;
create trigger register_changed after update on adhesions.convention
referencing old table as former new table as changed for each statement execute function adhesions.note_changed_conventions();
