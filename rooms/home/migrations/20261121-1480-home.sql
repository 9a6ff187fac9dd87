-- SPDX-License-Identifier: EUPL-1.2
-- The bureau virtuel: what a person pins and puts aside, what a body asks of its operator, what an operator announces.
create schema home;

create table home.favourite (
  person_id uuid not null references people.person (id) on delete cascade,
  organisation_id uuid not null references organisations.body (id),
  -- Key of the tile, as the rooms declare it.
  service text not null check (length(service) between 1 and 200),
  place int not null check (place >= 0),
  primary key (person_id, organisation_id, service)
);
comment on table home.favourite is 'Services that a person keeps at hand in a body, in their own order.';
create index favourite_of_body on home.favourite (organisation_id);
select platform.declare_identity('home.favourite', 'person_id');

-- What persons pinned in a body goes with the body.
create function home.forget_favourites() returns void
language sql security definer set search_path = pg_catalog
begin atomic
  delete from home.favourite where organisation_id = platform.writable();
end;
revoke execute on function home.forget_favourites() from public;
grant execute on function home.forget_favourites() to beffroi_server;

create table home.dismissal (
  person_id uuid not null references people.person (id) on delete cascade,
  -- `announcement <id>` or `first-steps`.
  what text not null check (length(what) between 1 and 100),
  at timestamptz not null,
  primary key (person_id, what)
);
comment on table home.dismissal is 'What a person has read and put aside.';
select platform.declare_identity('home.dismissal', 'person_id');

create table home.service_request (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  operator_id uuid not null references organisations.body (id),
  -- Key of the offer, and its name on the day of the request.
  service text not null check (length(service) between 1 and 200),
  title text not null check (length(title) between 1 and 400),
  message text not null default '' check (length(message) <= 2000),
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  withdrawn_at timestamptz,
  -- Answered or withdrawn: the service may then be asked for again.
  closed_at timestamptz,
  primary key (organisation_id, id),
  check (organisation_id <> operator_id),
  check (withdrawn_at is null or closed_at is not null)
);
comment on table home.service_request is 'Services that a body asks its operator to open. The answer is the operator''s own row: home.service_answer.';
create unique index service_request_open on home.service_request (organisation_id, service) where closed_at is null;
create index service_request_received on home.service_request (operator_id, asked_at desc);
select platform.declare_shared('home.service_request', array['operator_id']);

create table home.service_answer (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  request_id uuid not null,
  asker_id uuid not null references organisations.body (id),
  outcome text not null check (outcome in ('accepted', 'refused')),
  reason text not null default '' check (length(reason) <= 2000),
  answered_by uuid not null,
  answered_by_name text not null,
  answered_at timestamptz not null,
  primary key (organisation_id, id),
  check (outcome = 'accepted' or length(trim(reason)) > 0)
);
comment on table home.service_answer is 'What the operator answered to a request, with its reason when it refuses.';
create unique index service_answer_once on home.service_answer (organisation_id, request_id);
create index service_answer_asker on home.service_answer (asker_id, request_id);
select platform.declare_shared('home.service_answer', array['asker_id']);

create table home.announcement (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  severity text not null check (severity in ('info', 'maintenance', 'incident')),
  title text not null check (length(title) between 3 and 140),
  says text not null default '' check (length(says) <= 4000),
  -- Only those who may open one of these services; everybody when empty.
  services text[] not null default '{}',
  -- Only those who serve in one of these roles; everybody when empty.
  roles text[] not null default '{}',
  territory text not null check (territory in ('all', 'epci', 'bodies')),
  territory_ids uuid[] not null default '{}',
  -- Shown on the status page, which anybody reads.
  is_public boolean not null,
  begins_at timestamptz not null,
  ends_at timestamptz check (ends_at > begins_at),
  status text not null check (status in ('draft', 'published', 'ended')),
  -- Rises with every change: whoever writes says which one they read.
  revision int not null default 1,
  written_by uuid not null,
  written_by_name text not null,
  changed_at timestamptz not null,
  published_at timestamptz,
  ended_at timestamptz,
  primary key (organisation_id, id),
  check ((territory = 'all') = (cardinality(territory_ids) = 0)),
  check ((status = 'draft') = (published_at is null)),
  check ((status = 'ended') = (ended_at is not null))
);
comment on table home.announcement is 'What an operator announces to those it serves: news, maintenance, incidents.';
create index announcement_changed on home.announcement (organisation_id, changed_at desc, id);
select platform.declare_owned('home.announcement');

create table home.announcement_body (
  organisation_id uuid not null references organisations.body (id),
  announcement_id uuid not null,
  body_id uuid not null references organisations.body (id),
  primary key (organisation_id, announcement_id, body_id),
  foreign key (organisation_id, announcement_id) references home.announcement (organisation_id, id) on delete cascade
);
comment on table home.announcement_body is 'The bodies that a published announcement reaches: its territory, written out on the day it is published.';
create index announcement_body_reached on home.announcement_body (body_id, announcement_id);
select platform.declare_shared('home.announcement_body', array['body_id']);
select platform.also_readable('home.announcement', 'reached_reads',
  'exists (select from home.announcement_body b
    where b.organisation_id = announcement.organisation_id
      and b.announcement_id = announcement.id
      and b.body_id = any ((select platform.readable())::uuid[]))');

create table home.announcement_update (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  announcement_id uuid not null,
  says text not null check (length(trim(says)) between 3 and 2000),
  by_name text not null,
  at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, announcement_id) references home.announcement (organisation_id, id) on delete cascade
);
comment on table home.announcement_update is 'How an announcement went on: found, mended, watched.';
create index update_of_announcement on home.announcement_update (organisation_id, announcement_id, at);
select platform.declare_owned('home.announcement_update');
select platform.also_readable('home.announcement_update', 'reached_reads',
  'exists (select from home.announcement_body b
    where b.organisation_id = announcement_update.organisation_id
      and b.announcement_id = announcement_update.announcement_id
      and b.body_id = any ((select platform.readable())::uuid[]))');
