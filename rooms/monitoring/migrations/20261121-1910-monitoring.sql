-- SPDX-License-Identifier: EUPL-1.2
-- What an operator watches for the bodies that it serves. The operator owns checks, their state and incidents; the body that benefits reads them.
-- What a body says itself (its targets, its works) is its own row.
create schema monitoring;

create table monitoring.target (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  operator_id uuid not null references organisations.body (id),
  -- A host name in lower case, without final dot, or an IP address.
  address text not null check (length(address) between 1 and 253),
  label text not null check (length(label) between 2 and 120),
  declared_by uuid not null,
  declared_by_name text not null,
  declared_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (organisation_id, id)
);
comment on table monitoring.target is 'Machines and names of which a body says that they are its own, and may be watched.';
create unique index target_declared on monitoring.target (organisation_id, address) where withdrawn_at is null;
create index target_received on monitoring.target (operator_id, declared_at);
select platform.declare_shared('monitoring.target', array['operator_id']);

create table monitoring.approval (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  body_id uuid not null references organisations.body (id),
  target_id uuid not null,
  address text not null,
  outcome text not null check (outcome in ('approved', 'refused')),
  reason text not null default '' check (length(reason) <= 500),
  decided_by uuid not null,
  decided_by_name text not null,
  decided_at timestamptz not null,
  -- The body took the target back, or the operator its word: nothing is asked of that machine any more.
  ended_at timestamptz,
  primary key (organisation_id, id),
  check (outcome = 'approved' or length(trim(reason)) > 0)
);
comment on table monitoring.approval is 'What the operator answered to a declared target.';
create unique index approval_once on monitoring.approval (organisation_id, target_id) where ended_at is null;
create index approval_of_body on monitoring.approval (body_id, target_id);
select platform.declare_shared('monitoring.approval', array['body_id']);

create table monitoring.check (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  body_id uuid not null references organisations.body (id),
  kind text not null check (kind in ('heartbeat', 'http', 'tcp', 'dns', 'mail-loop', 'domain', 'disk', 'snmp', 'event')),
  name text not null check (length(name) between 2 and 120),
  settings jsonb not null,
  -- Absent where nothing is asked of a machine: it calls, or an event of the house says it.
  approval_id uuid,
  -- SHA-256 of the secret part of the address that a machine calls.
  push_digest bytea,
  -- What the probe must present (SNMP), sealed.
  sealed_secret bytea,
  every_seconds int not null check (every_seconds between 60 and 604800),
  failures_to_open smallint not null check (failures_to_open between 1 and 10),
  successes_to_close smallint not null check (successes_to_close between 1 and 10),
  depends_on uuid,
  is_paused boolean not null default false,
  -- Shown on the operator's public page, under this name.
  public_name text check (length(public_name) between 2 and 80),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, approval_id) references monitoring.approval (organisation_id, id),
  foreign key (organisation_id, depends_on) references monitoring.check (organisation_id, id) on delete set null (depends_on),
  check (depends_on <> id)
);
comment on table monitoring.check is 'What is watched: how, how often, and when it is a failure.';
-- Found by the secret alone: the machine that calls names no body.
create unique index check_push on monitoring.check (push_digest, organisation_id);
create index check_of_body on monitoring.check (body_id, name);
create index check_of_operator on monitoring.check (organisation_id, body_id);
create index check_child on monitoring.check (organisation_id, depends_on) where depends_on is not null;
create index check_of_event on monitoring.check (body_id, (settings ->> 'event')) where kind = 'event';
select platform.declare_shared('monitoring.check', array['body_id']);

create table monitoring.state (
  organisation_id uuid not null,
  -- The check's.
  id uuid not null,
  body_id uuid not null references organisations.body (id),
  status text not null check (status in ('pending', 'up', 'warn', 'down')),
  since_at timestamptz not null,
  next_at timestamptz not null,
  last_at timestamptz,
  last_ms int,
  says text,
  -- What the last look read: end of a certificate, of a domain, fullness of disks.
  facts jsonb not null default '{}',
  -- Successes in a row, or failures below zero.
  streak int not null default 0,
  -- The last 21 outcomes, a bit each, the latest lowest: 1 failed.
  outcomes int not null default 0,
  is_flapping boolean not null default false,
  -- When the machine last called, and what it reported.
  beat_at timestamptz,
  beat jsonb,
  incident_id uuid,
  primary key (organisation_id, id),
  foreign key (organisation_id, id) references monitoring.check (organisation_id, id) on delete cascade
) with (fillfactor = 70);
comment on table monitoring.state is 'How each check stands, and when it is due again.';
create index state_due on monitoring.state (next_at);
create index state_of_body on monitoring.state (body_id, status);
create index state_of_operator on monitoring.state (organisation_id, status, body_id);
select platform.declare_shared('monitoring.state', array['body_id']);

-- Thirty-two days turn: a day's slot is its number since 1970 modulo 32. Emptying a slot drops six million rows in a blink, and needs no table to be
-- made while the server runs.
create table monitoring.result (
  organisation_id uuid not null,
  check_id uuid not null,
  at timestamptz not null,
  slot smallint not null,
  body_id uuid not null,
  outcome text not null check (outcome in ('up', 'warn', 'down')),
  ms int,
  -- Only of what is not well.
  says text,
  primary key (organisation_id, check_id, at, slot)
) partition by list (slot);
comment on table monitoring.result is 'What each look found, for thirty days.';
do $$
begin
  for slot in 0 .. 31 loop
    execute format('create table monitoring.result_%s partition of monitoring.result for values in (%s)', slot, slot);
  end loop;
end $$;
select platform.declare_shared('monitoring.result', array['body_id']);

create function monitoring.slot_of(at timestamptz) returns smallint
language sql immutable parallel safe
return (floor(extract(epoch from at) / 86400)::bigint % 32)::smallint;

-- Empties the slot of the day after this one, before anything of that day is written: what lies there is thirty-one days old.
create function monitoring.empty_next_slot(now timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  next smallint := monitoring.slot_of(now + interval '1 day');
begin
  execute format('truncate monitoring.result_%s', next);
end $$;
revoke execute on function monitoring.empty_next_slot(timestamptz) from public;
grant execute on function monitoring.empty_next_slot(timestamptz) to beffroi_server, beffroi_across;

create table monitoring.hour (
  organisation_id uuid not null,
  check_id uuid not null,
  hour_at timestamptz not null,
  body_id uuid not null references organisations.body (id),
  ups int not null,
  warns int not null,
  downs int not null,
  sum_ms bigint not null,
  max_ms int,
  primary key (organisation_id, check_id, hour_at)
);
comment on table monitoring.hour is 'What the looks of one hour found, for thirteen months.';
create index hour_of_body on monitoring.hour (body_id, hour_at);
create index hour_old on monitoring.hour using brin (hour_at);
select platform.declare_shared('monitoring.hour', array['body_id']);

create table monitoring.maintenance (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  operator_id uuid not null references organisations.body (id),
  -- Null: every body of the operator.
  body_id uuid references organisations.body (id),
  -- Every check when empty.
  check_ids uuid[] not null default '{}',
  title text not null check (length(title) between 3 and 140),
  begins_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > begins_at),
  is_public boolean not null default false,
  planned_by uuid not null,
  planned_by_name text not null,
  planned_at timestamptz not null,
  cancelled_at timestamptz,
  primary key (organisation_id, id),
  check (body_id is not null or organisation_id = operator_id)
);
comment on table monitoring.maintenance is 'Works that were announced: what fails meanwhile is no incident.';
create index maintenance_of_operator on monitoring.maintenance (operator_id, ends_at);
create index maintenance_of_body on monitoring.maintenance (body_id, ends_at);
select platform.declare_shared('monitoring.maintenance', array['operator_id', 'body_id']);

create table monitoring.incident (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  body_id uuid not null references organisations.body (id),
  check_id uuid not null,
  title text not null,
  cause text not null,
  status text not null check (status in ('open', 'acknowledged', 'closed')),
  is_unstable boolean not null default false,
  opened_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  acknowledged_by_name text,
  closed_at timestamptz,
  -- Steps of the escalation that have been told, and when the next one is.
  step int not null default 0,
  next_step_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, check_id) references monitoring.check (organisation_id, id) on delete cascade,
  check ((status = 'closed') = (closed_at is not null))
);
comment on table monitoring.incident is 'A failure and all that fails with it, until it is over.';
create index incident_open on monitoring.incident (organisation_id, opened_at desc) where status <> 'closed';
create index incident_of_operator on monitoring.incident (organisation_id, opened_at desc);
create index incident_of_body on monitoring.incident (body_id, opened_at desc);
create index incident_of_check on monitoring.incident (organisation_id, check_id);
create index incident_to_escalate on monitoring.incident (next_step_at) where status = 'open' and next_step_at is not null;
select platform.declare_shared('monitoring.incident', array['body_id']);

create table monitoring.affected (
  organisation_id uuid not null,
  incident_id uuid not null,
  check_id uuid not null,
  body_id uuid not null references organisations.body (id),
  joined_at timestamptz not null,
  left_at timestamptz,
  primary key (organisation_id, incident_id, check_id),
  foreign key (organisation_id, incident_id) references monitoring.incident (organisation_id, id) on delete cascade,
  foreign key (organisation_id, check_id) references monitoring.check (organisation_id, id) on delete cascade
);
comment on table monitoring.affected is 'The checks that an incident explains.';
create index affected_check on monitoring.affected (organisation_id, check_id);
create index affected_body on monitoring.affected (body_id);
select platform.declare_shared('monitoring.affected', array['body_id']);

create table monitoring.entry (
  organisation_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  body_id uuid not null references organisations.body (id),
  at timestamptz not null,
  -- Orders what happened at one instant.
  rank int not null,
  kind text not null check (kind in ('opened', 'joined', 'left', 'unstable', 'told', 'acknowledged', 'note', 'closed')),
  says text not null check (length(says) <= 2000),
  by_name text,
  primary key (organisation_id, id),
  unique (organisation_id, incident_id, rank),
  foreign key (organisation_id, incident_id) references monitoring.incident (organisation_id, id) on delete cascade
);
comment on table monitoring.entry is 'What happened in an incident, in order.';
create index entry_of_body on monitoring.entry (body_id);
select platform.declare_shared('monitoring.entry', array['body_id']);

create table monitoring.step (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  rank smallint not null check (rank between 1 and 5),
  after_minutes int not null check (after_minutes between 0 and 1440),
  mandate_ids uuid[] not null check (cardinality(mandate_ids) between 1 and 20),
  primary key (organisation_id, id),
  unique (organisation_id, rank)
);
comment on table monitoring.step is 'Whom an operator tells of an incident that nobody took in charge, and after how long.';
select platform.declare_owned('monitoring.step');

create table monitoring.status_page (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  is_open boolean not null,
  intro text not null default '' check (length(intro) <= 2000),
  changed_at timestamptz not null,
  primary key (organisation_id, id),
  check (id = organisation_id)
);
comment on table monitoring.status_page is 'The public page where an operator says how its services stand.';
select platform.declare_owned('monitoring.status_page');

-- A machine calls: whoever knows the secret of one check says that it lives, and nothing else. Due at once where it had failed or said what is measured.
create function monitoring.beat(presented bytea, now timestamptz, reported jsonb) returns boolean
language sql volatile security definer set search_path = pg_catalog
begin atomic
  with found as (
    select c.organisation_id, c.id, c.kind
    from monitoring.check c
    where c.push_digest = presented
  ), told as (
    update monitoring.state s
    set beat_at = greatest(s.beat_at, now),
      beat = coalesce(reported, s.beat),
      next_at = case when s.status in ('up', 'warn') and found.kind <> 'disk' then s.next_at else least(s.next_at, now) end
    from found
    where s.organisation_id = found.organisation_id
      and s.id = found.id
    returning true
  )
  select exists (select from told);
end;
revoke execute on function monitoring.beat(bytea, timestamptz, jsonb) from public;
grant execute on function monitoring.beat(bytea, timestamptz, jsonb) to beffroi_server;

-- An event of a body was told: the checks that wait for it hear it.
create function monitoring.hear(heard text, now timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog
begin atomic
  update monitoring.state s
  set beat_at = greatest(s.beat_at, now), next_at = case when s.status in ('up', 'warn') then s.next_at else least(s.next_at, now) end
  from monitoring.check c
  where c.body_id = platform.writable()
    and c.kind = 'event'
    and c.settings ->> 'event' = heard
    and s.organisation_id = c.organisation_id
    and s.id = c.id;
end;
revoke execute on function monitoring.hear(text, timestamptz) from public;
grant execute on function monitoring.hear(text, timestamptz) to beffroi_server;

-- A body leaves: what its operator watched for it goes with it.
create function monitoring.forget_body() returns void
language sql volatile security definer set search_path = pg_catalog
begin atomic
  delete from monitoring.result where body_id = platform.writable();
  delete from monitoring.hour where body_id = platform.writable();
  delete from monitoring.incident where body_id = platform.writable();
  delete from monitoring.check where body_id = platform.writable();
  delete from monitoring.approval where body_id = platform.writable();
  delete from monitoring.maintenance where body_id = platform.writable() or organisation_id = platform.writable();
end;
revoke execute on function monitoring.forget_body() from public;
grant execute on function monitoring.forget_body() to beffroi_server;

-- The body in the address took a target back: the operator's word about it ends at once, and with it what is asked of that machine.
create function monitoring.end_approval(target uuid, now timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog
begin atomic
  update monitoring.check c
  set is_paused = true, changed_at = now
  from monitoring.approval a
  where a.body_id = platform.writable() and a.target_id = target and c.organisation_id = a.organisation_id and c.approval_id = a.id;
  update monitoring.approval
  set ended_at = now
  where body_id = platform.writable() and target_id = target and ended_at is null;
end;
revoke execute on function monitoring.end_approval(uuid, timestamptz) from public;
grant execute on function monitoring.end_approval(uuid, timestamptz) to beffroi_server;
