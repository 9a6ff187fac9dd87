-- SPDX-License-Identifier: EUPL-1.2
-- Under which accounts persons who serve the body that is written read what they are told: the one under which they sign in. The link itself
-- stays unknown to the body: an action may tell these accounts something, and shows them to nobody.
create function people.told_as(persons uuid[]) returns setof uuid
language sql stable security definer set search_path = pg_catalog
begin atomic
  select distinct coalesce(p.main_id, p.id)
  from people.person p
  where p.id = any (persons)
    and exists (select from people.mandate m where m.organisation_id = platform.writable() and m.person_id = p.id);
end;
revoke execute on function people.told_as(uuid[]) from public;
grant execute on function people.told_as(uuid[]) to beffroi_server;
