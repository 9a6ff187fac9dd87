-- SPDX-License-Identifier: EUPL-1.2
-- Who works when, what they may take, what they took. Days of leave are hundredths of a day, hours are minutes.
create schema leave;

create table leave.setting (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  -- Zone of the school calendar; null where no agent follows it.
  school_zone text check (school_zone in ('A', 'B', 'C')),
  -- Where public holidays differ; null: told by the commune's code.
  territory text,
  has_temple boolean not null default false,
  approval_levels integer not null default 1 check (approval_levels in (1, 2)),
  -- Days between the request and the leave below which the agent is warned.
  notice_days integer not null default 0 check (notice_days between 0 and 365),
  -- Whether a team below its minimum presence refuses, or only warns.
  presence_refuses boolean not null default false,
  -- Whether the body voted that saved days may be paid or turned into pension.
  cet_is_paid boolean not null default false,
  -- Who else is away: everybody of the body, or only one's own team.
  colleagues_see text not null default 'team' check (colleagues_see in ('team', 'body')),
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (organisation_id, id),
  unique (organisation_id)
);
comment on table leave.setting is 'How a body runs its leave.';
select platform.declare_owned('leave.setting');

create table leave.own_rule (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  rule text not null,
  value jsonb not null,
  -- The deliberation that sets it.
  text text not null check (text <> ''),
  begins_on date not null,
  ends_on date,
  primary key (organisation_id, id),
  check (ends_on >= begins_on),
  constraint one_value_at_a_time exclude using gist (organisation_id with =, rule with =, daterange(begins_on, ends_on, '[]') with &&)
);
comment on table leave.own_rule is 'What a body sets for itself within the law, dated, with its vote.';
select platform.declare_owned('leave.own_rule');

create table leave.team (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  name text not null check (name <> ''),
  -- How many must be there each half-day on which somebody works.
  minimum_present integer not null default 0 check (minimum_present >= 0),
  archived_at timestamptz,
  primary key (organisation_id, id)
);
comment on table leave.team is 'Services of a body: who works together, and how few they may be.';
create unique index team_name on leave.team (organisation_id, lower(name)) where archived_at is null;
select platform.declare_owned('leave.team');

create table leave.agent (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  -- The account that acts for this agent; null for whoever has none: the secretary writes for them.
  person_id uuid,
  family_name text not null check (family_name <> ''),
  given_name text not null,
  -- Matricule, as payroll knows it.
  number text check (number <> ''),
  team_id uuid,
  status text not null check (status in ('titulaire', 'stagiaire', 'contractuel', 'prive')),
  category text not null check (category in ('A', 'B', 'C')),
  -- Leave is counted in days, or in hours where days are of unequal length.
  unit text not null default 'day' check (unit in ('day', 'hour')),
  arrived_on date not null,
  left_on date check (left_on >= arrived_on),
  created_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, team_id) references leave.team (organisation_id, id)
);
comment on table leave.agent is 'Agents of a body, with or without an account.';
create unique index agent_person on leave.agent (organisation_id, person_id) where person_id is not null and left_on is null;
create unique index agent_number on leave.agent (organisation_id, number);
create index agent_of_person on leave.agent (person_id);
create index agent_team on leave.agent (organisation_id, team_id);
select platform.declare_owned('leave.agent');

create table leave.manager (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  team_id uuid not null,
  agent_id uuid not null,
  -- 1 gives the first answer, 2 the last where two are asked.
  level integer not null check (level in (1, 2)),
  primary key (organisation_id, id),
  unique (organisation_id, team_id, agent_id, level),
  foreign key (organisation_id, team_id) references leave.team (organisation_id, id),
  foreign key (organisation_id, agent_id) references leave.agent (organisation_id, id)
);
comment on table leave.manager is 'Who answers the requests of a team.';
create index manager_agent on leave.manager (organisation_id, agent_id);
select platform.declare_owned('leave.manager');

create table leave.stand_in (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  agent_id uuid not null,
  stand_in_id uuid not null,
  begins_on date not null,
  ends_on date not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, agent_id) references leave.agent (organisation_id, id),
  foreign key (organisation_id, stand_in_id) references leave.agent (organisation_id, id),
  check (ends_on >= begins_on),
  check (stand_in_id <> agent_id)
);
comment on table leave.stand_in is 'Who answers in the place of a manager, from a day to a day.';
create index stand_in_for on leave.stand_in (organisation_id, agent_id, begins_on);
select platform.declare_owned('leave.stand_in');

create table leave.working_time (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  agent_id uuid not null,
  begins_on date not null,
  ends_on date,
  first_monday date not null check (extract(isodow from first_monday) = 1),
  -- Weeks of 14 figures: minutes of each half-day, Monday morning first.
  terms jsonb not null,
  -- The same during school holidays; null: as always.
  breaks jsonb,
  percent integer not null default 100 check (percent between 1 and 100),
  full_time_minutes integer not null check (full_time_minutes between 60 and 2880),
  primary key (organisation_id, id),
  foreign key (organisation_id, agent_id) references leave.agent (organisation_id, id),
  check (ends_on >= begins_on),
  constraint one_working_time_at_a_time exclude using gist (organisation_id with =, agent_id with =, daterange(begins_on, ends_on, '[]') with &&)
);
comment on table leave.working_time is 'Cycles of work of an agent, from a day to a day.';
select platform.declare_owned('leave.working_time');

create table leave.kind (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  key text not null,
  label text not null check (label <> ''),
  -- Two to four letters, on plannings.
  short text not null check (char_length(short) between 1 and 4),
  colour text not null,
  -- What it draws on; null: nothing is counted down.
  counter text check (counter in ('annual', 'rtt', 'cet', 'hours')),
  -- Most days of one absence, and of a civil year, in hundredths.
  most_at_once integer check (most_at_once > 0),
  most_per_year integer check (most_per_year > 0),
  takes_hours boolean not null default false,
  -- Who asks: the agent, or whoever manages leave.
  asked_by text not null default 'agent' check (asked_by in ('agent', 'manager')),
  needs_answer boolean not null default true,
  proof text not null default 'none' check (proof in ('none', 'asked', 'required')),
  -- Illness: who may know is said by the sensitive permission.
  is_health boolean not null default false,
  is_family boolean not null default false,
  -- Working elsewhere: away from the desk, at work all the same (télétravail, formation).
  is_at_work boolean not null default false,
  -- Colleagues read « absent ».
  is_private boolean not null default false,
  -- Whether annual leave goes on being acquired.
  is_service boolean not null default true,
  payroll_code text,
  -- The text, for whoever asks why.
  text text not null default '',
  rank integer not null default 0,
  archived_at timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, key)
);
comment on table leave.kind is 'Kinds of absence that a body knows.';
select platform.declare_owned('leave.kind');

create table leave.request (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  agent_id uuid not null,
  kind_id uuid not null,
  status text not null check (status in ('requested', 'endorsed', 'approved', 'refused', 'cancelled', 'recalled')),
  unit text not null check (unit in ('half-day', 'hour')),
  from_on date not null,
  from_half text check (from_half in ('am', 'pm')),
  until_on date not null,
  until_half text check (until_half in ('am', 'pm')),
  from_minute integer check (from_minute between 0 and 1440),
  until_minute integer check (until_minute between 0 and 1440),
  -- Wall clock of Paris: noon parts the day.
  period tsrange not null check (not isempty(period)),
  -- What it takes, counted when asked and again when granted.
  days integer not null check (days >= 0),
  minutes integer not null check (minutes >= 0),
  comment text not null default '',
  replacement_id uuid,
  -- The request that this one takes the place of.
  replaces_id uuid,
  asked_at timestamptz not null,
  asked_by text not null,
  -- The name on paper: somebody else typed it.
  is_on_behalf boolean not null default false,
  decided_at timestamptz,
  -- Rises at each change: an answer to what has changed since is refused.
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, agent_id) references leave.agent (organisation_id, id),
  foreign key (organisation_id, kind_id) references leave.kind (organisation_id, id),
  foreign key (organisation_id, replacement_id) references leave.agent (organisation_id, id),
  foreign key (organisation_id, replaces_id) references leave.request (organisation_id, id),
  check (until_on >= from_on),
  check ((unit = 'hour') = (from_minute is not null and until_minute is not null)),
  check ((unit = 'half-day') = (from_half is not null and until_half is not null)),
  -- Nobody is away twice, whatever two people type in the same second.
  constraint away_once exclude using gist (organisation_id with =, agent_id with =, period with &&)
    where (status in ('requested', 'endorsed', 'approved'))
);
comment on table leave.request is 'Absences asked for, granted, refused or taken back.';
create index request_agent on leave.request (organisation_id, agent_id, from_on);
create index request_days on leave.request (organisation_id, from_on, until_on) where status in ('requested', 'endorsed', 'approved');
create index request_waiting on leave.request (organisation_id, status, from_on) where status in ('requested', 'endorsed');
select platform.declare_owned('leave.request');

create table leave.answer (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  request_id uuid not null,
  outcome text not null check (outcome in ('endorsed', 'approved', 'refused', 'cancelled', 'recalled', 'changed')),
  reason text not null default '',
  by_name text not null,
  -- The manager in whose place it was given.
  in_place_of text,
  at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, request_id) references leave.request (organisation_id, id)
);
comment on table leave.answer is 'What was answered to a request, by whom, in whose place.';
create index answer_of on leave.answer (organisation_id, request_id);
select platform.declare_owned('leave.answer', append_only => true);

create table leave.movement (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  agent_id uuid not null,
  counter text not null check (counter in ('annual', 'rtt', 'cet', 'hours')),
  -- The civil year whose right it is; 0 for what has no year (cet, hours).
  year integer not null,
  what text not null check (what in (
    'opening', 'acquired', 'split', 'taken', 'given-back', 'lost', 'saved', 'paid', 'pension', 'worked', 'adjusted', 'reduced')),
  -- Hundredths of a day, or minutes for hours and for agents who count in hours.
  amount integer not null check (amount <> 0),
  on_day date not null,
  request_id uuid,
  says text not null,
  -- The texts, and the figures that explain it.
  source jsonb not null,
  at timestamptz not null,
  by_name text not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, agent_id) references leave.agent (organisation_id, id),
  foreign key (organisation_id, request_id) references leave.request (organisation_id, id)
);
comment on table leave.movement is 'Every change of what an agent has; a balance is their sum, and nothing else.';
create index movement_account on leave.movement (organisation_id, agent_id, counter, year) include (amount, on_day, what);
create index movement_request on leave.movement (organisation_id, request_id) where request_id is not null;
select platform.declare_owned('leave.movement', append_only => true);

-- Until when what is left of a past year may still be taken.
create table leave.carry_over (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  agent_id uuid not null,
  counter text not null check (counter in ('annual', 'rtt')),
  year integer not null,
  amount integer not null check (amount > 0),
  until_on date not null,
  ground text not null check (ground in ('authorised', 'health', 'family')),
  says text not null,
  decided_at timestamptz not null,
  decided_by text not null,
  primary key (organisation_id, id),
  unique (organisation_id, agent_id, counter, year),
  foreign key (organisation_id, agent_id) references leave.agent (organisation_id, id)
);
comment on table leave.carry_over is 'What is left of a year that is over, and the last day to take it.';
create index carry_over_ends on leave.carry_over (organisation_id, until_on);
select platform.declare_owned('leave.carry_over');

-- What only whoever treats medical absences reads, and the agent.
create table leave.health (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  request_id uuid not null,
  person_id uuid,
  -- Why there is no waiting day, when there is none.
  no_waiting text check (no_waiting in ('prolongation', 'within-48-hours', 'long-illness', 'service', 'pregnancy', 'child-death')),
  note text not null default '',
  primary key (organisation_id, id),
  unique (organisation_id, request_id),
  foreign key (organisation_id, request_id) references leave.request (organisation_id, id)
);
comment on table leave.health is 'What is known of an absence for health.';
select platform.declare_owned('leave.health');
select platform.declare_sensitive('leave.health', 'leave.treat-medical', 'person_id');

create table leave.proof (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  request_id uuid not null,
  person_id uuid,
  -- A medical document is shown under the sensitive permission alone.
  name text not null,
  type text not null,
  blob_id uuid not null,
  size bigint not null,
  digest text not null,
  added_at timestamptz not null,
  added_by text not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, request_id) references leave.request (organisation_id, id)
);
comment on table leave.proof is 'Documents that justify an absence: read by whoever treats them, and by the agent.';
create index proof_of on leave.proof (organisation_id, request_id);
select platform.declare_owned('leave.proof');
select platform.declare_sensitive('leave.proof', 'leave.treat-medical', 'person_id');

create table leave.school_break (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  name text not null check (name <> ''),
  begins_on date not null,
  ends_on date not null check (ends_on >= begins_on),
  primary key (organisation_id, id),
  constraint one_break_at_a_time exclude using gist (organisation_id with =, daterange(begins_on, ends_on, '[]') with &&)
);
comment on table leave.school_break is 'School holidays that a body typed or imported.';
select platform.declare_owned('leave.school_break');

create table leave.closed_day (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  on_day date not null,
  label text not null check (label <> ''),
  primary key (organisation_id, id),
  unique (organisation_id, on_day)
);
comment on table leave.closed_day is 'Days that a body gives to everybody, such as a bridge.';
select platform.declare_owned('leave.closed_day');

-- Removes what the server may only add to, for the body that this transaction writes: one that leaves.
create function leave.erase_ledger() returns void
language sql volatile security definer set search_path = pg_catalog
begin atomic
  delete from leave.answer where organisation_id = platform.writable();
  delete from leave.movement where organisation_id = platform.writable();
end;
revoke execute on function leave.erase_ledger() from public;
grant execute on function leave.erase_ledger() to beffroi_server;
