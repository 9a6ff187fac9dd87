-- SPDX-License-Identifier: EUPL-1.2
-- Public bodies: what the register says of them, edition by edition, and those that it lacks.
create schema organisations;

create table organisations.body (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- The name, kind and codes are those of the latest edition; register_entry keeps the earlier ones.
  name text not null,
  kind text not null,
  siren text check (siren ~ '^[0-9]{9}$'),
  insee text check (insee ~ '^[0-9AB]{5}$'),
  department text,
  -- register: told by the national package or by a recorded merger. operator: sells services here. declared: entered by an operator.
  origin text not null default 'register' check (origin in ('register', 'operator', 'declared')),
  -- First day on which it exists, when the register tells: null for those that stood before the first edition.
  began_on date,
  -- First day on which it no longer exists.
  ended_on date
);
comment on table organisations.body is 'Every public body that may hold a mandate, pay, or be served: communes, EPCI, operators, and those that the register lacks.';
create unique index body_siren on organisations.body (siren) where siren is not null;
-- A commune nouvelle takes the code of its chef-lieu: one living body per code.
create unique index body_living_insee on organisations.body (insee) where insee is not null and ended_on is null;
create index body_insee on organisations.body (insee);
select platform.declare_reference('organisations.body');

create table organisations.body_name (
  body_id uuid not null references organisations.body (id),
  -- As a search compares it: foldText of the name.
  folded text not null,
  name text not null,
  -- Of a commune that merged into the body, or that the body bore before.
  is_former boolean not null default false,
  -- Inhabitants of the latest edition: the larger body comes first among equals.
  size integer not null default 0,
  -- Of the body, so that a search narrows and orders before it joins.
  kind text not null,
  began_on date,
  ended_on date,
  primary key (body_id, folded)
);
comment on table organisations.body_name is 'Names under which a registered body is found. Declared bodies are not here: only those who declared them find them.';
-- Without fastupdate: a search would read the 36 000 names that an import left pending.
create index body_name_prefix on organisations.body_name (folded text_pattern_ops);
create index body_name_trigrams on organisations.body_name using gin (folded gin_trgm_ops) with (fastupdate = off);
select platform.declare_reference('organisations.body_name');

create table organisations.register_edition (
  edition integer primary key,
  package_version text not null,
  -- Composition and names are those of this day.
  in_force_on date not null unique,
  digest text not null,
  communes integer not null,
  epci integer not null,
  imported_at timestamptz not null
);
comment on table organisations.register_edition is 'Editions of the national register that were imported, by year; a new one adds to the others.';
select platform.declare_reference('organisations.register_edition');

create table organisations.register_entry (
  body_id uuid not null references organisations.body (id),
  edition integer not null references organisations.register_edition (edition),
  name text not null,
  kind text not null,
  siren text,
  insee text,
  department text,
  primary key (body_id, edition)
);
comment on table organisations.register_entry is 'What each edition said of a body: one row where it said something new.';
select platform.declare_reference('organisations.register_entry');

create table organisations.population (
  body_id uuid not null references organisations.body (id),
  edition integer not null references organisations.register_edition (edition),
  -- totale and municipale: file of the EPCI. communeFile: the figure of the file of communes.
  figure text not null check (figure in ('totale', 'municipale', 'communeFile')),
  inhabitants integer not null check (inhabitants >= 0),
  -- Year of the census figure, as its publisher names it.
  vintage text not null,
  primary key (body_id, edition, figure)
);
comment on table organisations.population is 'Inhabitants, each figure apart with its vintage. An absent figure has no row.';
select platform.declare_reference('organisations.population');

create table organisations.membership (
  epci_id uuid not null references organisations.body (id),
  member_id uuid not null references organisations.body (id),
  -- Day of the first edition that says so; the true beginning may be earlier.
  since_on date not null,
  -- First day on which it is no longer a member.
  until_on date check (until_on > since_on),
  primary key (epci_id, member_id, since_on)
);
comment on table organisations.membership is 'Which commune belongs to which EPCI, from when to when.';
create index membership_member on organisations.membership (member_id);
select platform.declare_reference('organisations.membership');

create table organisations.former_commune (
  insee text not null,
  body_id uuid not null references organisations.body (id),
  -- Unknown when the register gives the code alone.
  name text,
  status text not null check (status in ('deleguee', 'associee', 'supprimee')),
  primary key (insee, body_id)
);
comment on table organisations.former_commune is 'Communes that merged into another before the first edition, or live on as déléguée or associée: code, name, and the body that succeeds them.';
create index former_commune_body on organisations.former_commune (body_id);
select platform.declare_reference('organisations.former_commune');

create table organisations.succession (
  predecessor_id uuid not null references organisations.body (id),
  successor_id uuid not null references organisations.body (id) check (successor_id <> predecessor_id),
  happened_on date not null,
  -- register: an edition told it. members: followed from where the members went. recorded: entered by hand, with the act in reason.
  source text not null check (source in ('register', 'members', 'recorded')),
  reason text,
  primary key (predecessor_id, successor_id)
);
comment on table organisations.succession is 'Which body takes the place of one that ended: communes nouvelles and merged EPCI.';
create index succession_successor on organisations.succession (successor_id);
select platform.declare_reference('organisations.succession');

-- After an import the planner must know that the tables are full. Analysing is for their owner, hence a function of its role.
create function organisations.analyse_register() returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  analyze organisations.body, organisations.body_name, organisations.population, organisations.membership;
end $$;
revoke execute on function organisations.analyse_register() from public;
grant execute on function organisations.analyse_register() to beffroi_across;
