-- SPDX-License-Identifier: EUPL-1.2
-- An allowance that goes on from another counts with it: what is stored stays stored, the third year of an audit does not begin again.

-- The first of the chain, whose balances all of them share; null: it counts by itself.
alter table rights.allowance add column counted_with uuid;
alter table rights.allowance add foreign key (organisation_id, counted_with) references rights.allowance (organisation_id, id);
create index allowance_counted_with on rights.allowance (organisation_id, counted_with) where counted_with is not null;

create or replace function rights.standing(a rights.allowance, day date, session text) returns jsonb
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

create or replace function rights.take_hold(wanted text, day date, session text, act_key text, answered text) returns jsonb
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
    -- Two of one chain, drawn on for two days, change one balance: whoever comes second waits for the first of the chain.
    perform from rights.allowance r where r.organisation_id = a.organisation_id and r.id = a.counted_with for update;
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

create or replace function rights.write_movements(decided jsonb, at timestamptz) returns void
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
    values (a.organisation_id, line.balance_id, coalesce(a.counted_with, a.id), a.beneficiary_id, line.period,
      greatest(line.used, 0), greatest(line.reserved, 0), at)
    on conflict (organisation_id, allowance_id, period) do update set
      used = b.used + line.used, reserved = b.reserved + line.reserved, changed_at = excluded.changed_at;
    insert into rights.movement
    values (a.organisation_id, line.id, a.id, a.beneficiary_id, consumer, line.kind, line.period, line.used, line.reserved, line.beyond,
      line.beyond_cents, line.on_day, line.key, line.answers, line.evidence, at);
  end loop;
end $$;
