-- SPDX-License-Identifier: EUPL-1.2
-- Operators, and what each of them enters of bodies: declared ones, dated facts, territory, appearance.

create table organisations.operator (
  body_id uuid primary key references organisations.body (id),
  since_on date not null
);
comment on table organisations.operator is 'Bodies that sell their services in this installation.';
select platform.declare_reference('organisations.operator');

create table organisations.body_import (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  file_name text not null,
  lines integer not null,
  declared integer not null,
  changed integer not null,
  imported_by text not null,
  imported_at timestamptz not null,
  primary key (organisation_id, id)
);
comment on table organisations.body_import is 'CSV files from which an operator took lines.';
select platform.declare_owned('organisations.body_import');

create table organisations.declaration (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  body_id uuid not null references organisations.body (id),
  name text not null,
  kind text not null,
  source text not null check (source in ('hand', 'csv', 'demonstration')),
  import_id uuid,
  declared_by text not null,
  declared_at timestamptz not null,
  -- Taken back: declared by mistake. The body stays, for those who refer to it.
  withdrawn_at timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, body_id),
  foreign key (organisation_id, import_id) references organisations.body_import (organisation_id, id)
);
comment on table organisations.declaration is 'Bodies that an operator declared because the register lacks them: it alone sees them, under the name and kind that it gave.';
select platform.declare_owned('organisations.declaration');

create table organisations.fact (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  body_id uuid not null references organisations.body (id),
  what text not null check (what in ('name', 'parent', 'serves', 'population', 'agents', 'budget', 'affiliated', 'hosted', 'siret')),
  -- First day from which it holds.
  since_on date not null,
  -- JSON null says that it is no longer known.
  value jsonb not null,
  source text not null check (source in ('hand', 'csv', 'demonstration')),
  note text,
  import_id uuid,
  entered_by text not null,
  entered_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, import_id) references organisations.body_import (organisation_id, id),
  check (jsonb_typeof(value) in ('null', case
    when what in ('population', 'agents', 'budget') then 'number'
    when what in ('affiliated', 'hosted') then 'boolean'
    when what = 'serves' then 'array'
    else 'string' end))
);
comment on table organisations.fact is 'What an operator entered of a body, from which day: each entry adds to the others, the history can be read as of any day.';
create index fact_body on organisations.fact (organisation_id, body_id, what, since_on);
select platform.declare_owned('organisations.fact');

create function organisations.keep_facts() returns trigger
language plpgsql as $$
begin
  raise exception 'a fact is never rewritten: enter another';
end $$;
create trigger keep_facts before update on organisations.fact for each row execute function organisations.keep_facts();

create table organisations.territory_part (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  -- An EPCI, with all its members of the day, or one body.
  body_id uuid not null references organisations.body (id),
  since_on date not null,
  -- First day on which it is no longer served.
  until_on date check (until_on > since_on),
  added_by text not null,
  added_at timestamptz not null,
  ended_by text,
  primary key (organisation_id, id),
  exclude using gist (organisation_id with =, body_id with =, daterange(since_on, until_on) with &&)
);
comment on table organisations.territory_part is 'The territory of an operator: a list of EPCI and bodies, not a département.';
select platform.declare_owned('organisations.territory_part');

create table organisations.appearance (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  name text not null,
  accent text check (accent ~ '^#[0-9a-f]{6}$'),
  tower text check (tower ~ '^#[0-9a-f]{6}$'),
  logo bytea check (octet_length(logo) <= 65536),
  logo_type text check (logo_type in ('image/png', 'image/jpeg', 'image/webp')),
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id),
  check ((logo is null) = (logo_type is null))
);
comment on table organisations.appearance is 'How an operator looks to those whom it serves.';
select platform.declare_owned('organisations.appearance');

create table organisations.operator_version (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  version bigint not null,
  primary key (organisation_id, id),
  check (id = organisation_id)
);
comment on table organisations.operator_version is 'Grows with each change of what an operator entered, so that a copy in memory knows its age.';
select platform.declare_owned('organisations.operator_version');

-- Declares bodies in the reference, in the caller's transaction: the server writes no reference table by itself. A SIREN that stands
-- already keeps its body, and nothing of it is changed. The register's own kinds are refused.
create function organisations.declare_bodies(wanted jsonb) returns table (place integer, body_id uuid)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from jsonb_to_recordset(wanted) as w (kind text) where w.kind in ('commune', 'cc', 'ca', 'cu', 'metropole')) then
    raise exception 'only the register adds communes and EPCI';
  end if;
  insert into organisations.body (id, slug, name, kind, siren, department, origin)
  select w.id, w.slug, w.name, w.kind, w.siren, w.department, 'declared'
  from jsonb_to_recordset(wanted) as w (id uuid, slug text, name text, kind text, siren text, department text)
  on conflict (siren) where siren is not null do nothing;
  return query
    select w.place, coalesce(known.id, added.id)
    from jsonb_to_recordset(wanted) as w (place integer, id uuid, siren text)
    left join organisations.body known on known.siren = w.siren
    left join organisations.body added on added.id = w.id;
end $$;
revoke execute on function organisations.declare_bodies(jsonb) from public;
grant execute on function organisations.declare_bodies(jsonb) to beffroi_server;
