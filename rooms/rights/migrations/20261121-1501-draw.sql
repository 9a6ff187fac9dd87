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
  left join rights.balance b
    on b.organisation_id = a.organisation_id and b.allowance_id = coalesce(a.counted_with, a.id) and b.period = p.period
  left join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('on', u.on_day, 'amount', u.amount) order by u.on_day), '[]') as uses
    from (
      select m.on_day, sum(m.used + m.reserved) as amount
      from rights.movement m
      where a.per = 'rolling' and m.organisation_id = a.organisation_id
        and m.allowance_id = any (array(
          select a.id
          union all
          select a.counted_with where a.counted_with is not null
          union all
          select c.id from rights.allowance c
          where a.counted_with is not null and c.organisation_id = a.organisation_id and c.counted_with = a.counted_with and c.id <> a.id))
        and m.on_day > day - make_interval(years => a.rolling_years + 1)
      group by m.on_day
      having sum(m.used + m.reserved) > 0) u) w on true);

-- The allowances on which a body may draw on a day: its own, and those of its territory. Of one key, or of all.
create function rights.within_reach(consumer uuid, day date, wanted text) returns table (operator uuid, allowance uuid)
language sql stable rows 8 set search_path = pg_catalog
begin atomic
  select al.organisation_id, al.id
  from rights.allowance al
  where al.beneficiary_id = consumer
    and (wanted is null or al.key = wanted)
    and al.begins_on <= day
    and (al.ends_on is null or al.ends_on >= day)
  union
  select al.organisation_id, al.id
  from rights.pool_member p
  join rights.allowance al on al.organisation_id = p.organisation_id and al.beneficiary_id = p.pool_id
  where p.beneficiary_id = consumer
    and p.begins_on <= day
    and (p.ends_on is null or p.ends_on >= day)
    and al.is_pooled
    and (wanted is null or al.key = wanted)
    and al.begins_on <= day
    and (al.ends_on is null or al.ends_on >= day);
end;

-- The allowances that count together with one: itself, what it goes on from, what goes on from it.
create function rights.chain_of(operator uuid, allowance uuid) returns setof uuid
language sql stable rows 2 set search_path = pg_catalog
begin atomic
  select c.id
  from rights.allowance a
  join rights.allowance c
    on c.organisation_id = a.organisation_id
    and (c.id = coalesce(a.counted_with, a.id) or c.counted_with = coalesce(a.counted_with, a.id))
  where a.organisation_id = operator and a.id = allowance;
end;

-- The allowances of this key on which the body that writes may draw on that day, locked in one order by everybody, with what is used and
-- reserved of them in the period of that day, the earlier movements under `act_key`, and what is left of those under `answered`.
create function rights.take_hold(wanted text, day date, session text, act_key text, answered text) returns jsonb
language plpgsql security definer set search_path = pg_catalog as $$
declare
  consumer constant uuid := platform.writable();
  a rights.allowance;
  stands jsonb;
  found jsonb := '[]';
begin
  for a in
    select al.*
    from rights.allowance al
    where (al.organisation_id, al.id) in (
      select r.operator, r.allowance from rights.within_reach(consumer, day, wanted) r
      union
      select used.organisation_id, used.id
      from rights.movement m
      join rights.allowance used on used.organisation_id = m.organisation_id and used.id = m.allowance_id
      where m.consumer_id = consumer and m.key = answered and used.key = wanted)
    order by al.beneficiary_id <> consumer, al.ends_on nulls last, al.id
    for update
  loop
    -- Two of one chain, drawn on for two days, change one balance: whoever comes second waits for the first of the chain.
    perform from rights.allowance r where r.organisation_id = a.organisation_id and r.id = a.counted_with for update;
    stands := rights.standing(a, day, session);
    found := found || (stands || jsonb_build_object(
      'isOpen', rights.holds(consumer, a.service, day) or (a.is_pooled and rights.holds(a.beneficiary_id, a.service, day)),
      -- What this body itself uses of what a territory shares: its measure replaces its own, not its neighbours'.
      'owned', case when a.is_pooled then coalesce((
        select sum(m.used)
        from rights.movement m
        where m.organisation_id = a.organisation_id and m.allowance_id in (select rights.chain_of(a.organisation_id, a.id))
          and m.consumer_id = consumer and m.period = stands ->> 'period'), 0)
        else (stands -> 'used')::bigint end,
      'measuredAt', (
        select max(m.measured_at)
        from rights.movement m
        where m.organisation_id = a.organisation_id and m.allowance_id in (select rights.chain_of(a.organisation_id, a.id))
          and m.consumer_id = consumer and m.kind = 'report'),
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
  from rights.within_reach((platform.readable())[1], day, null) r
  join rights.allowance al on al.organisation_id = r.operator and al.id = r.allowance
  join organisations.body b on b.id = al.beneficiary_id);
revoke execute on function rights.standings_of(date) from public;
grant execute on function rights.standings_of(date) to beffroi_server;

-- The same for the operator that granted: what stands for one body, of what this operator opened.
create function rights.standings_granted(body uuid, day date) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select coalesce(jsonb_agg(rights.standing(al, day, '') || jsonb_build_object('holder', b.name) order by al.label, al.id), '[]')
  from rights.allowance al
  join organisations.body b on b.id = al.beneficiary_id
  where al.beneficiary_id = body
    and al.organisation_id = platform.writable()
    and al.begins_on <= day
    and (al.ends_on is null or al.ends_on >= day));
revoke execute on function rights.standings_granted(uuid, date) from public;
grant execute on function rights.standings_granted(uuid, date) to beffroi_server;

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
      beyond bigint, beyond_cents bigint, on_day date, key text, answers text, evidence jsonb, measured_at timestamptz)
  loop
    select al.* into strict a from rights.allowance al where al.organisation_id = line.operator and al.id = line.allowance;
    if not rights.may_draw(a, consumer, line.on_day) and not rights.has_used(a, consumer, line.answers) then
      raise exception 'this body may not draw on that allowance';
    end if;
    insert into rights.balance as b (organisation_id, id, allowance_id, beneficiary_id, period, used, reserved, changed_at)
    values (a.organisation_id, line.balance_id, coalesce(a.counted_with, a.id), a.beneficiary_id, line.period,
      greatest(line.used, 0), greatest(line.reserved, 0), at)
    on conflict (organisation_id, allowance_id, period) do update set
      used = b.used + line.used, reserved = b.reserved + line.reserved, changed_at = excluded.changed_at;
    insert into rights.movement
    values (a.organisation_id, line.id, a.id, a.beneficiary_id, consumer, line.kind, line.period, line.used, line.reserved, line.beyond,
      line.beyond_cents, line.on_day, line.key, line.answers, line.evidence, at, line.measured_at);
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

-- Which of these persons want to be told of this threshold in the body that writes: all, unless they chose otherwise.
create function rights.who_wants(persons uuid[], percent integer) returns uuid[]
language sql stable security definer set search_path = pg_catalog
return (
  select coalesce(array_agg(p.person), '{}')
  from unnest(persons) as p (person)
  left join rights.alert_choice c on c.person_id = p.person and c.body_id = platform.writable()
  where c.person_id is null or c.from_percent <= percent);
revoke execute on function rights.who_wants(uuid[], integer) from public;
grant execute on function rights.who_wants(uuid[], integer) to beffroi_server;
