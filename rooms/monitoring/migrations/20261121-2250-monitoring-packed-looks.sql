-- SPDX-License-Identifier: EUPL-1.2
-- What looks found, packed: a row a look for the running day, then a row a check and day. 173 million looks a month weighed 23 GB as rows of their own.
create function monitoring.day_of(at timestamptz) returns date
language sql immutable parallel safe
return (at at time zone 'Europe/Paris')::date;

create function monitoring.start_of(day date) returns timestamptz
language sql immutable parallel safe
return day::timestamp at time zone 'Europe/Paris';

-- The slot of a day, where `slots` days turn.
create function monitoring.slot_of(day date, slots int) returns smallint
language sql immutable parallel safe
return ((day - date '1970-01-01') % slots)::smallint;

-- Four days turn: packing empties a slot long before its day comes again.
create table monitoring.look (
  at timestamptz not null,
  organisation_id uuid not null,
  check_id uuid not null,
  body_id uuid not null,
  slot smallint not null,
  -- 0 up, 1 warn, 2 down.
  outcome smallint not null check (outcome between 0 and 2),
  ms smallint,
  -- Only of what is not well.
  says text,
  primary key (organisation_id, check_id, at, slot)
) partition by list (slot);
comment on table monitoring.look is 'What each look of the running day found.';
do $$
begin
  for slot in 0 .. 3 loop
    execute format('create table monitoring.look_%s partition of monitoring.look for values in (%s)', slot, slot);
  end loop;
end $$;
select platform.declare_shared('monitoring.look', array['body_id']);

alter table monitoring.result rename to result_by_look;
delete from platform.table_kind where table_name = 'monitoring.result';

-- Thirty-two days turn: a day's slot is its number since 1970 modulo 32. Emptying a slot drops the looks of a day in a blink.
create table monitoring.result (
  organisation_id uuid not null,
  check_id uuid not null,
  body_id uuid not null,
  looked_on date not null,
  slot smallint not null,
  -- Seconds since the look before, the first since midnight in Paris: equal steps weigh nothing once compressed, instants would.
  gaps int[] not null,
  -- In step with `gaps`. Null: nothing was measured.
  ms smallint[],
  -- 0 up, 1 warn, 2 down. Null: all was well.
  outcomes smallint[],
  says text[],
  primary key (organisation_id, check_id, looked_on, slot)
) partition by list (slot);
comment on table monitoring.result is 'What the looks of a day found, a row a check, for thirty days.';
-- Kept in the row and compressed there: the row of an ordinary day is some 800 bytes.
alter table monitoring.result alter column gaps set storage main, alter column ms set storage main, alter column outcomes set storage main;
do $$
begin
  for slot in 0 .. 31 loop
    execute format('create table monitoring.packed_%s partition of monitoring.result for values in (%s) with (toast_tuple_target = 256)', slot, slot);
  end loop;
end $$;
select platform.declare_shared('monitoring.result', array['body_id']);

create table monitoring.day (
  organisation_id uuid not null,
  check_id uuid not null,
  body_id uuid not null references organisations.body (id),
  -- In Paris: 23, 24 or 25 hours, of which each array has one value.
  looked_on date not null,
  looks int not null,
  warned int not null,
  failed int not null,
  mean_ms smallint,
  ups smallint[] not null,
  warns smallint[],
  downs smallint[],
  mean_ms_of_hour smallint[],
  max_ms_of_hour smallint[],
  primary key (organisation_id, check_id, looked_on)
) with (toast_tuple_target = 128);
comment on table monitoring.day is 'What the looks of a day found, hour by hour, for thirteen months.';
alter table monitoring.day
  alter column ups set storage main,
  alter column warns set storage main,
  alter column downs set storage main,
  alter column mean_ms_of_hour set storage main,
  alter column max_ms_of_hour set storage main;
-- Days are written in their order: what is too old is found by it, and so is a week.
create index day_old on monitoring.day using brin (looked_on);
select platform.declare_shared('monitoring.day', array['body_id']);

create function monitoring.hours_in(day date) returns int
language sql immutable parallel safe
return (extract(epoch from monitoring.start_of(day + 1) - monitoring.start_of(day)) / 3600)::int;

-- Packs the days that are over, a day at most once, and empties their slots. Called after midnight, and again should a call have failed: a slot that
-- nothing packed for days holds several, and gives as many rows. Ten minutes are left to a round that midnight found under way.
create function monitoring.pack_looks(now timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  running smallint[] := array[monitoring.slot_of(monitoring.day_of(now), 4), monitoring.slot_of(monitoring.day_of(now - interval '10 minutes'), 4)];
  has_looks boolean;
begin
  for part in 0 .. 3 loop
    continue when part = any (running);
    execute format('select exists (select from monitoring.look_%s)', part) into has_looks;
    continue when not has_looks;
    execute format('lock table monitoring.look_%s in share row exclusive mode', part);
    execute format($sql$
      insert into monitoring.result (organisation_id, check_id, body_id, looked_on, slot, gaps, ms, outcomes, says)
      select organisation_id, check_id, body_id, looked_on, monitoring.slot_of(looked_on, 32),
        array_agg(gap order by at),
        case when count(ms) > 0 then array_agg(ms order by at) end,
        case when max(outcome) > 0 then array_agg(outcome order by at) end,
        case when count(says) > 0 then array_agg(says order by at) end
      from (
        select organisation_id, check_id, body_id, at, looked_on, ms, outcome, says,
          (seconds - lag(seconds, 1, floor(extract(epoch from monitoring.start_of(looked_on)))) over (
            partition by organisation_id, check_id, looked_on order by at))::int as gap
        from monitoring.look_%s, lateral (select monitoring.day_of(at) as looked_on, floor(extract(epoch from at)) as seconds) as its
      ) as looks
      group by organisation_id, check_id, looked_on, body_id
      on conflict do nothing$sql$, part);
    execute format($sql$
      with hours as (
        select organisation_id, check_id, body_id, looked_on, floor(extract(epoch from at - monitoring.start_of(looked_on)) / 3600)::int as hour,
          count(*) filter (where outcome = 0) as ups,
          count(*) filter (where outcome = 1) as warns,
          count(*) filter (where outcome = 2) as downs,
          avg(ms) as mean_ms,
          max(ms) as max_ms
        from monitoring.look_%s, lateral (select monitoring.day_of(at) as looked_on) as its
        group by organisation_id, check_id, body_id, looked_on, hour
      ), days as (
        select organisation_id, check_id, body_id, looked_on,
          sum(ups + warns + downs) as looks, sum(warns) as warned, sum(downs) as failed, round(avg(mean_ms)) as mean_ms
        from hours
        group by organisation_id, check_id, body_id, looked_on
      )
      insert into monitoring.day (
        organisation_id, check_id, body_id, looked_on, looks, warned, failed, mean_ms, ups, warns, downs, mean_ms_of_hour, max_ms_of_hour)
      select d.organisation_id, d.check_id, d.body_id, d.looked_on, d.looks, d.warned, d.failed, d.mean_ms,
        array_agg(coalesce(h.ups, 0)::smallint order by hour),
        case when d.warned > 0 then array_agg(coalesce(h.warns, 0)::smallint order by hour) end,
        case when d.failed > 0 then array_agg(coalesce(h.downs, 0)::smallint order by hour) end,
        case when d.mean_ms is not null then array_agg(round(h.mean_ms)::smallint order by hour) end,
        case when d.mean_ms is not null then array_agg(h.max_ms order by hour) end
      from days d
      cross join lateral generate_series(0, monitoring.hours_in(d.looked_on) - 1) as hour
      left join hours h using (organisation_id, check_id, looked_on, hour)
      group by d.organisation_id, d.check_id, d.body_id, d.looked_on, d.looks, d.warned, d.failed, d.mean_ms
      on conflict do nothing$sql$, part);
    execute format('truncate monitoring.look_%s', part);
  end loop;
end $$;
revoke execute on function monitoring.pack_looks(timestamptz) from public;
grant execute on function monitoring.pack_looks(timestamptz) to beffroi_server, beffroi_across;

-- Empties the slot of the day after this one, before anything is packed into it: what lies there is thirty-one days old.
create or replace function monitoring.empty_next_slot(now timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  execute format('truncate monitoring.packed_%s', monitoring.slot_of(monitoring.day_of(now) + 1, 32));
end $$;

-- Rows of before: sums first, which are whole, then looks, whose days a call of the schedule packs.
insert into monitoring.day (
  organisation_id, check_id, body_id, looked_on, looks, warned, failed, mean_ms, ups, warns, downs, mean_ms_of_hour, max_ms_of_hour)
select organisation_id, check_id, body_id, looked_on, sum(ups + warns + downs), sum(warns), sum(downs),
  round(sum(sum_ms) / nullif(sum(ups + warns + downs) filter (where max_ms is not null), 0)),
  array_agg(coalesce(ups, 0)::smallint order by hour),
  case when sum(warns) > 0 then array_agg(coalesce(warns, 0)::smallint order by hour) end,
  case when sum(downs) > 0 then array_agg(coalesce(downs, 0)::smallint order by hour) end,
  case when count(max_ms) > 0 then array_agg(case when max_ms is not null then (sum_ms / (ups + warns + downs))::smallint end order by hour) end,
  case when count(max_ms) > 0 then array_agg(least(max_ms, 32767)::smallint order by hour) end
from (
  select distinct organisation_id, check_id, body_id, monitoring.day_of(hour_at) as looked_on
  from monitoring.hour
  where hour_at < monitoring.start_of(monitoring.day_of(now()))
) as days
cross join lateral generate_series(0, monitoring.hours_in(looked_on) - 1) as hour
left join lateral (
  select h.ups, h.warns, h.downs, h.sum_ms, h.max_ms
  from monitoring.hour h
  where h.organisation_id = days.organisation_id and h.check_id = days.check_id and h.hour_at = monitoring.start_of(looked_on) + make_interval(hours => hour)
) as sums on true
group by organisation_id, check_id, body_id, looked_on;

insert into monitoring.look (at, organisation_id, check_id, body_id, slot, outcome, ms, says)
select at, organisation_id, check_id, body_id, monitoring.slot_of(monitoring.day_of(at), 4), array_position(array['up', 'warn', 'down'], outcome) - 1,
  least(ms, 32767), says
from monitoring.result_by_look;

create or replace function monitoring.forget_body() returns void
language sql volatile security definer set search_path = pg_catalog
begin atomic
  delete from monitoring.look where body_id = platform.writable();
  delete from monitoring.result where body_id = platform.writable();
  delete from monitoring.day where body_id = platform.writable();
  delete from monitoring.incident where body_id = platform.writable();
  delete from monitoring.check where body_id = platform.writable();
  delete from monitoring.approval where body_id = platform.writable();
  delete from monitoring.maintenance where body_id = platform.writable() or organisation_id = platform.writable();
end;

drop table monitoring.result_by_look;
drop table monitoring.hour;
delete from platform.table_kind where table_name = 'monitoring.hour';
drop function monitoring.slot_of(timestamptz);

select monitoring.pack_looks(now());
