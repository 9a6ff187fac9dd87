-- SPDX-License-Identifier: EUPL-1.2
-- Whose a feed is and what it follows, to whoever presents its secret: whether that person still may read the team's planning is asked at each reading.
create function leave.whose_feed(presented bytea) returns table (person_id uuid, organisation_id uuid, team_id uuid, title text)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select f.person_id, f.organisation_id, f.team_id, coalesce(t.name, 'Mes congés')
  from leave.feed f
  left join leave.team t on t.organisation_id = f.organisation_id and t.id = f.team_id
  where f.secret_digest = presented;
end;
revoke execute on function leave.whose_feed(bytea) from public;
grant execute on function leave.whose_feed(bytea) to beffroi_server;
