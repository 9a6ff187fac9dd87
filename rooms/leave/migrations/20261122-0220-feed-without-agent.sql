-- SPDX-License-Identifier: EUPL-1.2
-- A team's feed was empty for whoever manages leave without being an agent of the body. Who may still read the team is asked before, by the server
-- (`leave.whose_feed`): here the secret alone opens the feed.
drop function leave.fed(bytea, date, date);
create function leave.fed(presented bytea, since date) returns table (
  title text,
  body text,
  id uuid,
  agent text,
  kind text,
  is_mine boolean,
  status text,
  unit text,
  from_on date,
  from_half text,
  until_on date,
  until_half text,
  from_minute integer,
  until_minute integer,
  version integer,
  changed_at timestamptz
)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select
    coalesce(t.name, 'Mes congés'),
    b.name,
    r.id,
    trim(a.given_name || ' ' || a.family_name),
    case when f.team_id is null or not k.is_private then k.label end,
    f.team_id is null,
    r.status,
    r.unit,
    r.from_on,
    r.from_half,
    r.until_on,
    r.until_half,
    r.from_minute,
    r.until_minute,
    r.version,
    coalesce(r.decided_at, r.asked_at)
  from leave.feed f
  left join leave.team t on t.organisation_id = f.organisation_id and t.id = f.team_id
  left join leave.agent a
    on case when f.team_id is null
      then a.person_id = f.person_id
      else a.organisation_id = f.organisation_id and a.team_id = f.team_id
    end
  left join organisations.body b on b.id = a.organisation_id
  left join leave.request r
    on r.organisation_id = a.organisation_id
    and r.agent_id = a.id
    and r.status in ('requested', 'endorsed', 'approved')
    and r.until_on >= since
  left join leave.kind k on k.organisation_id = r.organisation_id and k.id = r.kind_id
  where f.secret_digest = presented
  order by r.from_on;
end;
revoke execute on function leave.fed(bytea, date) from public;
grant execute on function leave.fed(bytea, date) to beffroi_server;
