-- SPDX-License-Identifier: EUPL-1.2
-- Calendars that a phone or a mail program subscribes to: the secret address is all that it presents.
create table leave.feed (
  person_id uuid not null,
  id uuid not null,
  -- A team whose absences it shows; null: the person's own, with all their employers.
  organisation_id uuid references organisations.body (id),
  team_id uuid,
  secret_digest bytea not null unique,
  created_at timestamptz not null,
  primary key (person_id, id),
  foreign key (organisation_id, team_id) references leave.team (organisation_id, id) on delete cascade,
  check ((organisation_id is null) = (team_id is null))
);
comment on table leave.feed is 'Calendars to which a person subscribes from another program.';
create index feed_team on leave.feed (organisation_id, team_id);
select platform.declare_identity('leave.feed', 'person_id');

-- What a feed shows, to whoever presents its secret. A team's is shown as long as the person works in that body, and says why only where it is not private.
create function leave.fed(presented bytea, since date, today date) returns table (
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
      else a.organisation_id = f.organisation_id and a.team_id = f.team_id and exists (
        select from leave.agent me
        where me.organisation_id = f.organisation_id and me.person_id = f.person_id and (me.left_on is null or me.left_on >= today))
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
revoke execute on function leave.fed(bytea, date, date) from public;
grant execute on function leave.fed(bytea, date, date) to beffroi_server;

-- The feeds of a body's teams, for the body that this transaction writes: one that leaves.
create function leave.erase_feeds() returns void
language sql volatile security definer set search_path = pg_catalog
begin atomic
  delete from leave.feed where organisation_id = platform.writable();
end;
revoke execute on function leave.erase_feeds() from public;
grant execute on function leave.erase_feeds() to beffroi_server;
