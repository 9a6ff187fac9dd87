-- SPDX-License-Identifier: EUPL-1.2
-- What a room asks: may this body use it, and what stands of an allowance. Reading locks it, so that the decision (`decide-draw.ts`) is exact.

-- Whether a body may use a service on a day.
create function rights.holds(body uuid, wanted text, day date) returns boolean
language sql stable security definer set search_path = pg_catalog
return exists (
  select from rights.opening o
  where o.beneficiary_id = body
    and o.service = wanted
    and o.begins_on <= day
    and (o.ends_on is null or o.ends_on >= day)
    and not exists (
      select from rights.suspension s
      where s.beneficiary_id = body
        and s.organisation_id = o.organisation_id
        and (s.service is null or s.service = wanted)
        and s.begins_on <= day
        and (s.ends_on is null or s.ends_on >= day)));
revoke execute on function rights.holds(uuid, text, date) from public;
grant execute on function rights.holds(uuid, text, date) to beffroi_server;

-- The services that a body may use on a day, in one question: a home page asks for all of them.
create function rights.services_of(body uuid, day date) returns text[]
language sql stable security definer set search_path = pg_catalog
return (
  select coalesce(array_agg(distinct o.service order by o.service), '{}')
  from rights.opening o
  where o.beneficiary_id = body
    and o.begins_on <= day
    and (o.ends_on is null or o.ends_on >= day)
    and rights.holds(body, o.service, day));
revoke execute on function rights.services_of(uuid, date) from public;
grant execute on function rights.services_of(uuid, date) to beffroi_server;

create function rights.may_draw(a rights.allowance, consumer uuid, day date) returns boolean
language sql stable set search_path = pg_catalog
return a.beneficiary_id = consumer or (a.is_pooled and exists (
  select from rights.pool_member p
  where p.organisation_id = a.organisation_id
    and p.pool_id = a.beneficiary_id
    and p.beneficiary_id = consumer
    and p.begins_on <= day
    and (p.ends_on is null or p.ends_on >= day)));

-- Whether the body made a use under this key: it may answer for it even once the allowance has ended.
create function rights.has_used(a rights.allowance, consumer uuid, wanted text) returns boolean
language sql stable set search_path = pg_catalog
return exists (
  select from rights.movement m
  where m.organisation_id = a.organisation_id and m.allowance_id = a.id and m.consumer_id = consumer and m.key = wanted);

-- What stands of an allowance on a day: extras, use and reservations of its period, and the uses that a rolling one still remembers.
create function rights.standing(a rights.allowance, day date, session text) returns jsonb
language sql stable set search_path = pg_catalog
return (
  select jsonb_build_object(
    'allowance', to_jsonb(a),
    'period', p.period,
    'isOpen', rights.holds(a.beneficiary_id, a.service, day),
    'extra', coalesce((
      select sum(e.amount) from rights.extra e
      where e.organisation_id = a.organisation_id and e.allowance_id = a.id
        and e.begins_on <= day and (e.ends_on is null or e.ends_on >= day)), 0),
    'used', case when a.per = 'rolling' then coalesce((select sum((x.use ->> 'amount')::bigint)
      from jsonb_array_elements(w.uses) as x (use)
      where ((x.use ->> 'on')::date + make_interval(years => a.rolling_years))::date > day), 0) else coalesce(b.used, 0) end,
    'reserved', case when a.per = 'rolling' then 0 else coalesce(b.reserved, 0) end,
    'window', w.uses)
  from (select case a.per when 'civil-year' then to_char(day, 'YYYY') when 'session' then session else '' end as period) p
  left join rights.balance b on b.organisation_id = a.organisation_id and b.allowance_id = a.id and b.period = p.period
  left join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('on', u.on_day, 'amount', u.amount) order by u.on_day), '[]') as uses
    from (
      select m.on_day, sum(m.used + m.reserved) as amount
      from rights.movement m
      where a.per = 'rolling' and m.organisation_id = a.organisation_id and m.allowance_id = a.id
        and m.on_day > day - make_interval(years => a.rolling_years + 1)
      group by m.on_day
      having sum(m.used + m.reserved) > 0) u) w on true);

-- The allowances of this key on which the body that writes may draw on that day, locked in one order by everybody, with what is used and
-- reserved of them in the period of that day, the earlier movements under `act_key`, and what is left of those under `answered`.
create function rights.take_hold(wanted text, day date, session text, act_key text, answered text) returns jsonb
language plpgsql security definer set search_path = pg_catalog as $$
declare
  consumer constant uuid := platform.writable();
  a rights.allowance;
  found jsonb := '[]';
begin
  for a in
    select al.*
    from rights.allowance al
    where al.key = wanted
      and (rights.has_used(al, consumer, answered)
        or (al.begins_on <= day and (al.ends_on is null or al.ends_on >= day) and rights.may_draw(al, consumer, day)))
    order by al.beneficiary_id <> consumer, al.ends_on nulls last, al.id
    for update
  loop
    found := found || (rights.standing(a, day, session) || jsonb_build_object(
      'isOpen', rights.holds(consumer, a.service, day) or (a.is_pooled and rights.holds(a.beneficiary_id, a.service, day)),
      'replayed', coalesce((
        select jsonb_agg(jsonb_build_object('used', m.used, 'reserved', m.reserved, 'beyond', m.beyond, 'beyondCents', m.beyond_cents))
        from rights.movement m
        where m.organisation_id = a.organisation_id and m.allowance_id = a.id and m.consumer_id = consumer and m.key = act_key), '[]'),
      'answered', coalesce((
        select jsonb_agg(jsonb_build_object('period', t.period, 'on', t.on_day, 'used', t.used, 'reserved', t.reserved))
        from (
          select m.period, m.on_day, sum(m.used) as used, sum(m.reserved) as reserved
          from rights.movement m
          where m.organisation_id = a.organisation_id and m.allowance_id = a.id and m.consumer_id = consumer
            and (m.key = answered or m.answers = answered)
          group by m.period, m.on_day) t), '[]')));
  end loop;
  return found;
end $$;
revoke execute on function rights.take_hold(text, date, text, text, text) from public;
grant execute on function rights.take_hold(text, date, text, text, text) to beffroi_server;

-- All that stands for the body that reads, alone or with its territory, for its page of rights.
create function rights.standings_of(day date) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select coalesce(jsonb_agg(rights.standing(al, day, '') || jsonb_build_object('holder', b.name) order by al.label, al.id), '[]')
  from rights.allowance al
  join organisations.body b on b.id = al.beneficiary_id
  cross join lateral (select (platform.readable())[1] as reader) r
  where al.begins_on <= day
    and (al.ends_on is null or al.ends_on >= day)
    and rights.may_draw(al, r.reader, day));
revoke execute on function rights.standings_of(date) from public;
grant execute on function rights.standings_of(date) to beffroi_server;

-- Writes what was decided, for allowances on which the body that writes may draw: nothing else of them can be reached.
create function rights.write_movements(decided jsonb, at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  consumer constant uuid := platform.writable();
  line record;
  a rights.allowance;
begin
  for line in
    select * from jsonb_to_recordset(decided) as d (
      id uuid, balance_id uuid, operator uuid, allowance uuid, kind text, period text, used bigint, reserved bigint,
      beyond bigint, beyond_cents bigint, on_day date, key text, answers text, evidence jsonb)
  loop
    select al.* into strict a from rights.allowance al where al.organisation_id = line.operator and al.id = line.allowance;
    if not rights.may_draw(a, consumer, line.on_day) and not rights.has_used(a, consumer, line.answers) then
      raise exception 'this body may not draw on that allowance';
    end if;
    insert into rights.balance as b (organisation_id, id, allowance_id, beneficiary_id, period, used, reserved, changed_at)
    values (a.organisation_id, line.balance_id, a.id, a.beneficiary_id, line.period, greatest(line.used, 0), greatest(line.reserved, 0), at)
    on conflict (organisation_id, allowance_id, period) do update set
      used = b.used + line.used, reserved = b.reserved + line.reserved, changed_at = excluded.changed_at;
    insert into rights.movement
    values (a.organisation_id, line.id, a.id, a.beneficiary_id, consumer, line.kind, line.period, line.used, line.reserved, line.beyond,
      line.beyond_cents, line.on_day, line.key, line.answers, line.evidence, at);
  end loop;
end $$;
revoke execute on function rights.write_movements(jsonb, timestamptz) from public;
grant execute on function rights.write_movements(jsonb, timestamptz) to beffroi_server;

-- Why a body may not draw on any allowance of this key: the opening nearest to the day, as words for `draw.ts`.
create function rights.nearest(wanted text, day date) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select jsonb_build_object('beginsOn', al.begins_on, 'endsOn', al.ends_on, 'label', al.label)
  from rights.allowance al
  where al.key = wanted and al.beneficiary_id = platform.writable()
  order by al.begins_on > day desc, al.begins_on, al.id
  limit 1);
revoke execute on function rights.nearest(text, date) from public;
grant execute on function rights.nearest(text, date) to beffroi_server;
