-- SPDX-License-Identifier: EUPL-1.2
-- Which of those who serve the body that is read could give a second factor: what an administrator must know before asking for one.
create function people.mandates_with_second_factor(at timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog
begin atomic
  select m.id
  from people.mandate m
  join people.person p on p.id = m.person_id
  where m.organisation_id = any (platform.readable())
    and (m.ends_on is null or m.ends_on >= (at at time zone 'Europe/Paris')::date)
    and (exists (select from people.totp t where t.person_id in (p.id, p.main_id) and t.confirmed_at is not null)
      or exists (select from people.passkey k where k.person_id in (p.id, p.main_id)));
end;
revoke execute on function people.mandates_with_second_factor(timestamptz) from public;
grant execute on function people.mandates_with_second_factor(timestamptz) to beffroi_server;
