-- SPDX-License-Identifier: EUPL-1.2
-- The directory: what a body says of those who serve it, under whom they stand, and who else may read it.

create table people.unit (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  name text not null check (btrim(name) <> ''),
  parent_id uuid check (parent_id <> id),
  -- Who answers for it; the unit stands without.
  head_mandate_id uuid,
  rank integer not null default 0,
  created_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, parent_id) references people.unit (organisation_id, id),
  foreign key (organisation_id, head_mandate_id) references people.mandate (organisation_id, id) on delete set null (head_mandate_id)
);
comment on table people.unit is 'Services of a body, one under another.';
create unique index unit_name on people.unit (organisation_id, coalesce(parent_id, organisation_id), lower(name));
select platform.declare_owned('people.unit');

create table people.directory_entry (
  organisation_id uuid not null,
  -- That of the mandate.
  id uuid not null,
  unit_id uuid,
  phone text,
  mobile text,
  office text,
  skills text,
  -- Of an élu: what the executive delegated to them.
  delegation text,
  photo_id uuid,
  -- Who reads each group of fields; null leaves it to the body's own choice.
  identity_level text check (identity_level in ('body', 'territory', 'public')),
  contact_level text check (contact_level in ('body', 'territory', 'public')),
  photo_level text check (photo_level in ('body', 'territory', 'public')),
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (organisation_id, id),
  foreign key (organisation_id, id) references people.mandate (organisation_id, id) on delete cascade,
  foreign key (organisation_id, unit_id) references people.unit (organisation_id, id) on delete set null (unit_id)
);
comment on table people.directory_entry is 'What the directory adds to a mandate. A mandate without one is in the directory all the same.';
create index directory_entry_unit on people.directory_entry (organisation_id, unit_id);
select platform.declare_owned('people.directory_entry');

create table people.directory_policy (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  identity_level text not null check (identity_level in ('body', 'territory', 'public')),
  contact_level text not null check (contact_level in ('body', 'territory', 'public')),
  photo_level text not null check (photo_level in ('body', 'territory', 'public')),
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (organisation_id, id),
  check (id = organisation_id)
);
comment on table people.directory_policy is 'Who reads the directory of a body where its people chose nothing. No row: the body alone.';
select platform.declare_owned('people.directory_policy');

create table people.directory_word (
  organisation_id uuid not null,
  id uuid not null,
  folded text not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, id) references people.mandate (organisation_id, id) on delete cascade
);
comment on table people.directory_word is 'By which words a mandate is found: name, title, skills and delegation. Kept by triggers.';
create index directory_word_folded on people.directory_word using gin (folded gin_trgm_ops);
select platform.declare_owned('people.directory_word');

-- The name under which the body entered the person, where it keeps one of its own.
create function people.given_name_in(m people.mandate, known text) returns text
language sql stable set search_path = pg_catalog
as $$ select coalesce(to_jsonb(m) ->> 'given_name', known) $$;
create function people.family_name_in(m people.mandate, known text) returns text
language sql stable set search_path = pg_catalog
as $$ select coalesce(to_jsonb(m) ->> 'family_name', known) $$;

create function people.index_mandates(body uuid, mandate uuid, person uuid) returns void
language sql security definer set search_path = pg_catalog, public as $$
  insert into people.directory_word (organisation_id, id, folded)
  select m.organisation_id, m.id, lower(unaccent(concat_ws(' ',
    people.given_name_in(m, p.given_name), people.family_name_in(m, p.family_name), m.title, e.skills, e.delegation)))
  from people.mandate m
  join people.person p on p.id = m.person_id
  left join people.directory_entry e on e.organisation_id = m.organisation_id and e.id = m.id
  where (m.organisation_id = body and m.id = mandate) or m.person_id = person
  on conflict (organisation_id, id) do update set folded = excluded.folded
$$;
revoke execute on function people.index_mandates(uuid, uuid, uuid) from public;

create function people.index_changed_mandate() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform people.index_mandates(new.organisation_id, new.id, null);
  return null;
end $$;
create trigger index_for_directory after insert or update on people.mandate for each row execute function people.index_changed_mandate();
create trigger index_for_directory after insert or update on people.directory_entry for each row execute function people.index_changed_mandate();

create function people.index_renamed_person() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform people.index_mandates(null, null, new.id);
  return null;
end $$;
create trigger index_for_directory after update of given_name, family_name on people.person
for each row execute function people.index_renamed_person();

insert into people.directory_word (organisation_id, id, folded)
select m.organisation_id, m.id, lower(public.unaccent(concat_ws(' ', people.given_name_in(m, p.given_name), people.family_name_in(m, p.family_name), m.title)))
from people.mandate m
join people.person p on p.id = m.person_id;

-- The entries that a reader finds, with the fields that they may read: all of them in the readable bodies; elsewhere what a level opens to their
-- territory (one EPCI, or one operator) or to everybody. It filters by itself: trigram operators are not leakproof.
create function people.search_directory(asked text, at timestamptz, most integer)
returns table (
  organisation_id uuid, body text, slug text, id uuid, given_name text, family_name text, title text, kind text, unit text, skills text,
  delegation text, begins_on date, ends_on date, email text, phone text, mobile text, office text, photo_id uuid, is_own boolean)
language plpgsql stable security definer
set search_path = pg_catalog, public
set pg_trgm.word_similarity_threshold = 0.6
as $$
declare
  readers uuid[] := platform.readable();
  day date := (at at time zone 'Europe/Paris')::date;
  folded_words text := lower(unaccent(btrim(asked)));
  epcis uuid[];
  operators uuid[];
begin
  if folded_words = '' or cardinality(readers) = 0 then
    return;
  end if;
  epcis := array(
    select s.epci_id from organisations.membership s
    where s.member_id = any (readers) and s.since_on <= day and (s.until_on is null or s.until_on > day)) || readers;
  operators := array(
    select o.body_id from organisations.operator o
    where o.body_id = any (readers) or exists (select from unnest(readers) r where people.is_in_territory(o.body_id, r, day)));
  return query
    with found as (
      select w.organisation_id, w.id, word_similarity(folded_words, w.folded) as likeness
      from people.directory_word w
      where folded_words <% w.folded or w.folded like '%' || replace(replace(folded_words, '%', ''), '_', '') || '%'
    ), level as (
      select m, p, e, f.likeness,
        m.organisation_id = any (readers) as own,
        coalesce(e.identity_level, c.identity_level, 'body') as identity_level,
        coalesce(e.contact_level, c.contact_level, 'body') as contact_level,
        coalesce(e.photo_level, c.photo_level, 'body') as photo_level
      from found f
      join people.mandate m on m.organisation_id = f.organisation_id and m.id = f.id
      join people.person p on p.id = m.person_id
      left join people.directory_entry e on e.organisation_id = m.organisation_id and e.id = m.id
      left join people.directory_policy c on c.organisation_id = m.organisation_id
      where m.begins_on <= day and (m.ends_on is null or m.ends_on >= day)
    ), allowed as (
      select l.*,
        l.own or l.contact_level = 'public' or (l.contact_level = 'territory' and t.shared) as reads_contact,
        l.own or l.photo_level = 'public' or (l.photo_level = 'territory' and t.shared) as reads_photo,
        t.shared
      from level l
      cross join lateral (select
        (l.m).organisation_id = any (epcis) or (l.m).organisation_id = any (operators)
        or exists (
          select from organisations.membership s
          where s.member_id = (l.m).organisation_id and s.epci_id = any (epcis) and s.since_on <= day and (s.until_on is null or s.until_on > day))
        or exists (select from unnest(operators) o where people.is_in_territory(o, (l.m).organisation_id, day)) as shared) t
      where l.own or l.identity_level = 'public' or (l.identity_level = 'territory' and t.shared)
    )
    select (a.m).organisation_id, b.name, b.slug, (a.m).id, people.given_name_in(a.m, (a.p).given_name), people.family_name_in(a.m, (a.p).family_name), (a.m).title, (a.m).kind,
      u.name, (a.e).skills, (a.e).delegation, (a.m).begins_on, (a.m).ends_on,
      case when a.reads_contact then (a.m).email end,
      case when a.reads_contact then (a.e).phone end,
      case when a.reads_contact then (a.e).mobile end,
      case when a.reads_contact then (a.e).office end,
      case when a.reads_photo then (a.e).photo_id end,
      a.own
    from allowed a
    join organisations.body b on b.id = (a.m).organisation_id
    left join people.unit u on u.organisation_id = (a.m).organisation_id and u.id = (a.e).unit_id
    order by a.own desc, a.likeness desc, 6, 5, 4
    limit least(most, 200);
end $$;
revoke execute on function people.search_directory(text, timestamptz, integer) from public;
grant execute on function people.search_directory(text, timestamptz, integer) to beffroi_server;
