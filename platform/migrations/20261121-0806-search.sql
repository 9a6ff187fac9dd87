-- SPDX-License-Identifier: EUPL-1.2
-- Search over what bodies own. Full-text and trigram operators are not leakproof: under a policy their indexes are not used, so that
-- one function reads with the owner's role and filters by the readable bodies itself.

create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- French stems without accents. As a configuration it may be named in expressions, where unaccent(), which is not immutable, may not.
create text search configuration platform.french (copy = pg_catalog.french);
alter text search configuration platform.french
  alter mapping for hword, hword_part, word
  with unaccent, french_stem;

create table platform.search_entry (
  organisation_id uuid not null,
  -- Such as dossiers.dossier: the room, then what it is.
  kind text not null check (kind ~ '^[a-z-]+\.[a-z-]+$'),
  id uuid not null,
  title text not null,
  detail text not null,
  href text not null,
  -- Made from the title (heavier) and the detail, by the trigger below.
  words tsvector not null,
  folded text not null,
  updated_at timestamptz not null,
  primary key (organisation_id, kind, id)
);
comment on table platform.search_entry is 'What can be found of each body, whatever the room that owns it.';
create index search_entry_words on platform.search_entry using gin (words);
create index search_entry_folded on platform.search_entry using gin (folded gin_trgm_ops);
select platform.declare_owned('platform.search_entry');

create function platform.fold_search_entry() returns trigger language plpgsql as $$
begin
  new.words := setweight(to_tsvector('platform.french', new.title), 'A') || setweight(to_tsvector('platform.french', new.detail), 'B');
  new.folded := lower(unaccent(new.title || ' ' || new.detail));
  return new;
end $$;
create trigger fold_search_entry before insert or update of title, detail on platform.search_entry
for each row execute function platform.fold_search_entry();

-- Owned by the migrations' role, whose policy sees all. The readable bodies are asked for first: unset, they raise.
-- The operators' schema is named by the search path, which nobody but the owner of the database can write to.
create function platform.search(asked text, kinds text[], most integer)
returns table (organisation_id uuid, kind text, id uuid, title text, detail text, href text)
language plpgsql stable security definer
set search_path = pg_catalog, public
set pg_trgm.word_similarity_threshold = 0.5
-- A portfolio of hundreds of bodies and one commune want different plans.
set plan_cache_mode = force_custom_plan
as $$
declare
  readable uuid[] := platform.readable();
  folded_words text := lower(unaccent(asked));
  -- PostgreSQL's French list of empty words lacks « les », and knows « à », « été » and « même » with their accents only.
  query tsquery := websearch_to_tsquery('platform.french', regexp_replace(folded_words, '\m(les|a|ete|meme|memes)\M', ' ', 'g'));
begin
  if btrim(asked) = '' then
    return;
  end if;
  return query
    select e.organisation_id, e.kind, e.id, e.title, e.detail, e.href
    from platform.search_entry e
    where e.organisation_id = any (readable)
      and (kinds is null or e.kind = any (kinds))
      and (e.words @@ query or folded_words <% e.folded)
    order by
      ts_rank(e.words, query) + word_similarity(folded_words, lower(unaccent(e.title))) desc,
      e.updated_at desc,
      e.id
    limit least(most, 200);
end $$;
revoke execute on function platform.search(text, text[], integer) from public;
grant execute on function platform.search(text, text[], integer) to beffroi_server;
