-- SPDX-License-Identifier: EUPL-1.2
-- What a body has decided, entrusted, proved, and what looks wrong.

alter table backup.repository
  -- When a restore of this machine was last proved, by the platform or by the body.
  add column proven_at timestamptz,
  -- In the address that a file server calls to say that it is alive; it lets nothing else be done. Null: it has none.
  add column heartbeat text check (heartbeat ~ '^[\w-]{27}$'),
  add column heard_at timestamptz;
create unique index repository_heartbeat on backup.repository (organisation_id, heartbeat);

create table backup.plan (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  -- Who is called when everything has stopped, and in which order things come back.
  who_to_call text not null default '',
  restart_order text not null default '',
  -- Days after which a restore is to be proved again.
  drill_days integer not null default 90 check (drill_days between 7 and 366),
  revised_by text not null,
  revised_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id)
);
comment on table backup.plan is 'How a body recovers: printed as the annex of its plan de reprise d’activité.';
select platform.declare_owned('backup.plan');

create table backup.plan_line (
  organisation_id uuid not null,
  id uuid not null,
  rank integer not null,
  what text not null check (what <> ''),
  -- The machine that it covers, where it is one of ours.
  repository_id uuid,
  kept_where text not null check (kept_where in ('operator', 'on-site', 'elsewhere')),
  every_hours integer not null check (every_hours between 1 and 8784),
  kept_days integer not null check (kept_days between 1 and 36600),
  -- How much work may be lost, and how long it may be out, in hours (RPO, RTO).
  loss_hours integer not null check (loss_hours between 0 and 8784),
  outage_hours integer not null check (outage_hours between 0 and 8784),
  contact text not null default '',
  primary key (organisation_id, id),
  foreign key (organisation_id, repository_id) references backup.repository (organisation_id, id)
);
comment on table backup.plan_line is 'What is saved, where, how often, for how long, and what may be lost.';
create index plan_line_repository on backup.plan_line (organisation_id, repository_id);
select platform.declare_owned('backup.plan_line');

create table backup.escrow (
  organisation_id uuid not null,
  id uuid not null,
  repository_id uuid not null,
  -- The password of the repository, sealed by the house for this row. The two custodians alone may have it opened; drills use it unseen.
  sealed_password bytea not null,
  first_custodian uuid not null,
  first_custodian_name text not null,
  second_custodian uuid not null,
  second_custodian_name text not null,
  deposited_by text not null,
  deposited_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, repository_id) references backup.repository (organisation_id, id),
  constraint two_custodians check (first_custodian <> second_custodian)
);
comment on table backup.escrow is 'Passwords of repositories, entrusted with two named custodians.';
create unique index escrow_standing on backup.escrow (organisation_id, repository_id) where withdrawn_at is null;
select platform.declare_owned('backup.escrow');

create table backup.escrow_opening (
  organisation_id uuid not null,
  id uuid not null,
  escrow_id uuid not null,
  opened_by text not null,
  reason text not null check (reason <> ''),
  opened_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, escrow_id) references backup.escrow (organisation_id, id)
);
comment on table backup.escrow_opening is 'Each time an entrusted password was opened: by whom, and why.';
create index escrow_opening_of on backup.escrow_opening (organisation_id, escrow_id, opened_at);
select platform.declare_owned('backup.escrow_opening');

create table backup.drill (
  organisation_id uuid not null,
  id uuid not null,
  repository_id uuid not null,
  operator_id uuid not null references organisations.body (id),
  -- By the platform, with the entrusted password and the real client; or by the body, which says what it did.
  made_by text not null check (made_by in ('platform', 'body')),
  -- What opens the repository to the client of a drill, to read only, while it runs.
  reader_digest bytea check (octet_length(reader_digest) = 32),
  reader_ends_at timestamptz,
  begun_at timestamptz not null,
  ended_at timestamptz,
  succeeded boolean,
  files integer,
  bytes bigint,
  -- SHA-256 of what came back: of the one file that the body restored, or of the list of digests of the sample.
  digest text check (digest ~ '^[0-9a-f]{64}$'),
  says text not null default '',
  said_by text not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, repository_id) references backup.repository (organisation_id, id)
);
comment on table backup.drill is 'Restores that were tried, and what they proved.';
create index drill_of on backup.drill (organisation_id, repository_id, begun_at);
create index drill_operator on backup.drill (operator_id);
select platform.declare_shared('backup.drill', array['operator_id']);

create table backup.sign (
  organisation_id uuid not null,
  id uuid not null,
  repository_id uuid not null,
  operator_id uuid not null references organisations.body (id),
  kind text not null check (kind in ('silence', 'mass-new-data', 'removal-tried', 'quota-full', 'no-heartbeat')),
  on_day date not null,
  says text not null,
  noticed_at timestamptz not null,
  seen_by text,
  seen_at timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, repository_id, kind, on_day),
  foreign key (organisation_id, repository_id) references backup.repository (organisation_id, id)
);
comment on table backup.sign is 'What looks wrong with a machine, a day: it may be a breakdown, it may be an attack.';
create index sign_operator on backup.sign (operator_id, on_day);
select platform.declare_shared('backup.sign', array['operator_id']);

-- The client of a drill is somebody too: it reads, as long as the drill lasts.
drop function backup.admitted(text, text, bytea, timestamptz);
create function backup.admitted(body_slug text, repository_key text, presented bytea, at timestamptz)
returns table (
  organisation_id uuid, repository_id uuid, operator_id uuid, label text, maintenance_id uuid, is_reader boolean,
  is_open boolean, bytes bigint, hard_bytes bigint)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select r.organisation_id, r.id, r.operator_id, r.label, m.id, d.id is not null, a.is_open, a.bytes, a.hard_bytes
  from organisations.body b
  join backup.repository r on r.organisation_id = b.id
  join backup.account a on a.organisation_id = b.id
  left join backup.maintenance m
    on m.organisation_id = r.organisation_id
    and m.repository_id = r.id
    and m.secret_digest = admitted.presented
    and m.closed_at is null
    and m.ends_at > admitted.at
  left join backup.drill d
    on d.organisation_id = r.organisation_id
    and d.repository_id = r.id
    and d.reader_digest = admitted.presented
    and d.ended_at is null
    and d.reader_ends_at > admitted.at
  where b.slug = admitted.body_slug
    and r.key = admitted.repository_key
    and r.closed_at is null
    and (r.secret_digest = admitted.presented or m.id is not null or d.id is not null);
end;
revoke execute on function backup.admitted(text, text, bytea, timestamptz) from public;
grant execute on function backup.admitted(text, text, bytea, timestamptz) to beffroi_server;
