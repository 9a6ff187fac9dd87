-- SPDX-License-Identifier: EUPL-1.2
-- What measures need: a measure says when it was taken, a body of a territory measures its own share, and a question reaches the allowances of
-- one body without reading those of the others.

alter table rights.movement add column measured_at timestamptz;
comment on column rights.movement.measured_at is 'When what a report says was measured: an older measure never replaces a newer one.';
create index movement_measured on rights.movement (organisation_id, allowance_id, consumer_id, measured_at desc) where kind = 'report';
create index movement_journal on rights.movement (allowance_id, on_day desc, id desc);
create index movement_of_operator on rights.movement (organisation_id, on_day desc, id desc);
create index movement_of_holder on rights.movement (beneficiary_id, on_day desc, id desc);
create index movement_of_consumer on rights.movement (consumer_id, on_day desc, id desc);

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

create or replace function rights.take_hold(wanted text, day date, session text, act_key text, answered text) returns jsonb
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

create or replace function rights.standings_of(day date) returns jsonb
language sql stable security definer set search_path = pg_catalog
return (
  select coalesce(jsonb_agg(rights.standing(al, day, '') || jsonb_build_object('holder', b.name) order by al.label, al.id), '[]')
  from rights.within_reach((platform.readable())[1], day, null) r
  join rights.allowance al on al.organisation_id = r.operator and al.id = r.allowance
  join organisations.body b on b.id = al.beneficiary_id);

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

-- An extra may be ended before its day.
alter table rights.extra add column ended_by text, add column ended_at timestamptz, add column end_reason text;

create table rights.limit_change (
  organisation_id uuid not null,
  id uuid not null,
  allowance_id uuid not null,
  beneficiary_id uuid not null references organisations.body (id),
  is_hard boolean not null,
  reason text not null,
  decided_by text not null,
  decided_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, allowance_id) references rights.allowance (organisation_id, id)
);
comment on table rights.limit_change is 'That an operator let an allowance be exceeded, or no longer, and why.';
create index limit_change_of on rights.limit_change (organisation_id, allowance_id, decided_at);
select platform.declare_shared('rights.limit_change', array['beneficiary_id']);

create table rights.alert_choice (
  person_id uuid not null references people.person (id) on delete cascade,
  body_id uuid not null references organisations.body (id) on delete cascade,
  -- The first threshold that they want to hear of; null for none.
  from_percent smallint check (from_percent in (80, 90, 100)),
  chosen_at timestamptz not null,
  primary key (person_id, body_id)
);
comment on table rights.alert_choice is 'From which threshold a person wants to be told that a right of a body fills up.';
select platform.declare_identity('rights.alert_choice', 'person_id');

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

-- What was opened by a take-over, with what came with it since.
create or replace function rights.forget_opened(keys text[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  operator constant uuid := platform.writable();
begin
  if cardinality(rights.built_upon(keys)) > 0 then
    raise exception 'rights were used since: %', rights.built_upon(keys);
  end if;
  delete from rights.movement m using rights.allowance a
  where a.organisation_id = operator and a.opening_key = any (keys) and m.organisation_id = operator and m.allowance_id = a.id;
  delete from rights.balance b using rights.allowance a
  where a.organisation_id = operator and a.opening_key = any (keys) and b.organisation_id = operator and b.allowance_id = a.id;
  delete from rights.limit_change c using rights.allowance a
  where a.organisation_id = operator and a.opening_key = any (keys) and c.organisation_id = operator and c.allowance_id = a.id;
  delete from rights.pool_member where organisation_id = operator and opening_key = any (keys);
  delete from rights.allowance where organisation_id = operator and opening_key = any (keys);
  delete from rights.opening where organisation_id = operator and opening_key = any (keys);
end $$;
