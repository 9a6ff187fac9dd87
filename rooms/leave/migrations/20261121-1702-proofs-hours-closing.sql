-- SPDX-License-Identifier: EUPL-1.2
-- How many documents justify an absence: whoever answers may know that there is one without reading it.
alter table leave.request add column proofs integer not null default 0 check (proofs >= 0);

-- Hours worked beyond the cycle, to be taken as rest once granted.
create table leave.extra_hours (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  agent_id uuid not null,
  on_day date not null,
  minutes integer not null check (minutes between 1 and 1440),
  -- 100: an hour for an hour; 125, 166, 200 as the body votes for nights and Sundays.
  percent integer not null default 100 check (percent between 100 and 300),
  reason text not null check (reason <> ''),
  status text not null check (status in ('requested', 'approved', 'refused')),
  answer text not null default '',
  asked_at timestamptz not null,
  asked_by text not null,
  answered_at timestamptz,
  answered_by text,
  primary key (organisation_id, id),
  foreign key (organisation_id, agent_id) references leave.agent (organisation_id, id)
);
comment on table leave.extra_hours is 'Hours worked beyond the cycle, declared by an agent.';
create index extra_hours_agent on leave.extra_hours (organisation_id, agent_id, on_day);
create index extra_hours_waiting on leave.extra_hours (organisation_id, on_day) where status = 'requested';
select platform.declare_owned('leave.extra_hours');

-- A year that was closed, and what became of each agent's rest: its report.
create table leave.closing (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  year integer not null check (year between 2000 and 2100),
  report jsonb not null,
  closed_at timestamptz not null,
  closed_by text not null,
  primary key (organisation_id, id),
  unique (organisation_id, year)
);
comment on table leave.closing is 'Years of leave that a body closed, with their report.';
select platform.declare_owned('leave.closing');

-- That an agent opened a compte épargne-temps, on their request.
create table leave.savings_account (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  agent_id uuid not null,
  opened_on date not null,
  opened_by text not null,
  primary key (organisation_id, id),
  unique (organisation_id, agent_id),
  foreign key (organisation_id, agent_id) references leave.agent (organisation_id, id)
);
comment on table leave.savings_account is 'Comptes épargne-temps that agents asked to open.';
select platform.declare_owned('leave.savings_account');
