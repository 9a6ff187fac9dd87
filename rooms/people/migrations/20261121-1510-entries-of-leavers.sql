-- SPDX-License-Identifier: EUPL-1.2
-- What still stands in applications for mandates of the body that writes: counted, and ended with its tokens once a moment is given.
create function people.body_entries(mandates uuid[], end_at timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  touched integer;
begin
  if end_at is null then
    return (
      select count(distinct e.application_id) from people.application_entry e
      where e.organisation_id = platform.writable() and e.mandate_id = any (mandates) and e.ended_at is null);
  end if;
  with ended as (
    update people.application_entry e
    set ended_at = end_at
    where e.organisation_id = platform.writable() and e.mandate_id = any (mandates) and e.ended_at is null
    returning e.grant_digest, e.application_id),
  withdrawn as (
    delete from people.openid_payload p using ended where p.grant_digest = ended.grant_digest)
  select count(distinct ended.application_id) into touched from ended;
  return touched;
end $$;
revoke execute on function people.body_entries(uuid[], timestamptz) from public;
grant execute on function people.body_entries(uuid[], timestamptz) to beffroi_server;
