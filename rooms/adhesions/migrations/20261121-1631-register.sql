-- SPDX-License-Identifier: EUPL-1.2
-- The register of conventions: documents attached, their text, and what a search reads.

create table adhesions.attachment (
  organisation_id uuid not null,
  id uuid not null,
  convention_id uuid not null,
  payer_id uuid not null references organisations.body (id),
  beneficiary_id uuid not null references organisations.body (id),
  kind text not null check (kind in ('signed', 'annex', 'act', 'letter')),
  name text not null,
  type text not null,
  blob_id uuid not null,
  size bigint not null,
  digest text not null,
  dated_on date,
  -- Whether its text was read: a document that was scanned has none.
  text_state text not null check (text_state in ('waiting', 'read', 'none', 'failed')),
  added_by text not null,
  added_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, convention_id) references adhesions.convention (organisation_id, id)
);
comment on table adhesions.attachment is 'Documents attached to a convention: its signed copy, annexes, acts, letters.';
create index attachment_of on adhesions.attachment (organisation_id, convention_id);
select platform.declare_shared('adhesions.attachment', array['payer_id', 'beneficiary_id']);

create table adhesions.passage (
  organisation_id uuid not null,
  id uuid not null,
  convention_id uuid not null,
  payer_id uuid not null references organisations.body (id),
  beneficiary_id uuid not null references organisations.body (id),
  -- The attachment, or the piece of the dossier, that holds it.
  source_id uuid not null,
  document text not null,
  page integer not null,
  body text not null,
  words tsvector not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, convention_id) references adhesions.convention (organisation_id, id) on delete cascade
);
comment on table adhesions.passage is 'Text of the documents of a convention, a page or a part of one at a time.';
create index passage_of on adhesions.passage (organisation_id, convention_id);
create index passage_source on adhesions.passage (organisation_id, source_id);
select platform.declare_shared('adhesions.passage', array['payer_id', 'beneficiary_id']);

-- One line per convention, kept by the triggers below.
create table adhesions.register_entry (
  organisation_id uuid not null,
  id uuid not null,
  payer_id uuid not null references organisations.body (id),
  beneficiary_id uuid not null references organisations.body (id),
  beneficiary_name text not null,
  shown text not null,
  folded text not null,
  words tsvector not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, id) references adhesions.convention (organisation_id, id) on delete cascade
);
comment on table adhesions.register_entry is 'What finds a convention: its number, bodies, acts, lines, reasons, and the text of its documents.';
create index register_entry_words on adhesions.register_entry using gin (words);
create index register_entry_folded on adhesions.register_entry using gin (folded gin_trgm_ops);
create index register_entry_id on adhesions.register_entry (id);
create index register_entry_name on adhesions.register_entry (organisation_id, beneficiary_name, id);
select platform.declare_shared('adhesions.register_entry', array['payer_id', 'beneficiary_id']);

create index convention_id on adhesions.convention (id);
create index convention_term on adhesions.convention (organisation_id, ends_on, begins_on) include (payer_id, beneficiary_id);
create index convention_begin on adhesions.convention (organisation_id, begins_on, ends_on) include (payer_id, beneficiary_id);
create index convention_kind on adhesions.convention (organisation_id, kind, number) include (payer_id, beneficiary_id);
create index convention_edition on adhesions.convention (organisation_id, edition, number) include (payer_id, beneficiary_id);

-- « D2017-37 » is found inside « 033-243301355-20171018-D2017-37-DE »: signs between letters and figures are spaces.
create function adhesions.plain(given text) returns text
language sql immutable parallel safe
return regexp_replace(given, '([[:alnum:]])[-_/](?=[[:alnum:]])', '\1 ', 'g');

create function adhesions.write_register(owners uuid[], ids uuid[]) returns void language sql as $$
  insert into adhesions.register_entry as e (organisation_id, id, payer_id, beneficiary_id, beneficiary_name, shown, folded, words)
  select c.organisation_id, c.id, c.payer_id, c.beneficiary_id, b.name,
    concat_ws(' · ', c.number, b.name, nullif(p.name, b.name), c.edition, c.proofs ->> 'number', c.proofs ->> 'identifier', l.labels, c.end_reason),
    lower(unaccent(adhesions.plain(concat_ws(' ', c.number, b.name, p.name)))),
    setweight(to_tsvector('platform.french', adhesions.plain(concat_ws(' ', c.number, b.name))), 'A')
    || setweight(to_tsvector('platform.french', adhesions.plain(concat_ws(' ', p.name, b.siren, p.siren, c.edition, c.quote_number,
        c.proofs ->> 'number', c.proofs ->> 'identifier', c.proofs ->> 'signedFor', c.proofs ->> 'signedBy'))), 'B')
    || setweight(to_tsvector('platform.french', adhesions.plain(concat_ws(' ',
        case c.kind when 'package' then 'convention forfait' else 'convention ' || c.kind end, l.labels, c.end_reason, s.reasons))), 'C')
    -- A vector holds a megabyte at most: the text of the documents is cut well before.
    || setweight(to_tsvector('platform.french', left(coalesce(d.said, ''), 400000)), 'D')
  from unnest(owners, ids) as k (organisation_id, id)
  join adhesions.convention c on c.organisation_id = k.organisation_id and c.id = k.id
  join organisations.body p on p.id = c.payer_id
  join organisations.body b on b.id = c.beneficiary_id
  left join lateral (
    select string_agg(distinct l.label, ' · ') as labels
    from adhesions.line l
    where l.organisation_id = c.organisation_id and l.convention_id = c.id) l on true
  left join lateral (
    select string_agg(distinct s.reason, ' ') as reasons
    from adhesions.succession s
    where s.organisation_id = c.organisation_id and (s.predecessor_id = c.id or s.successor_id = c.id)) s on true
  left join lateral (
    select string_agg(adhesions.plain(p.body), ' ') as said
    from adhesions.passage p
    where p.organisation_id = c.organisation_id and p.convention_id = c.id) d on true
  on conflict (organisation_id, id) do update set
    payer_id = excluded.payer_id, beneficiary_id = excluded.beneficiary_id, beneficiary_name = excluded.beneficiary_name,
    shown = excluded.shown, folded = excluded.folded, words = excluded.words
$$;

create function adhesions.note_conventions() returns trigger language plpgsql as $$
begin
  perform adhesions.write_register(array_agg(c.organisation_id), array_agg(c.id)) from (select distinct organisation_id, id from changed) c;
  return null;
end $$;
create trigger register_new after insert on adhesions.convention
referencing new table as changed for each statement execute function adhesions.note_conventions();
create trigger register_changed after update on adhesions.convention
referencing new table as changed for each statement execute function adhesions.note_conventions();

create function adhesions.note_parts() returns trigger language plpgsql as $$
begin
  perform adhesions.write_register(array_agg(c.organisation_id), array_agg(c.convention_id))
  from (select distinct organisation_id, convention_id from changed) c;
  return null;
end $$;
create trigger register_line_new after insert on adhesions.line
referencing new table as changed for each statement execute function adhesions.note_parts();
create trigger register_line_gone after delete on adhesions.line
referencing old table as changed for each statement execute function adhesions.note_parts();
create trigger register_passage_new after insert on adhesions.passage
referencing new table as changed for each statement execute function adhesions.note_parts();
create trigger register_passage_gone after delete on adhesions.passage
referencing old table as changed for each statement execute function adhesions.note_parts();

create function adhesions.fold_passage() returns trigger language plpgsql as $$
begin
  new.words := to_tsvector('platform.french', adhesions.plain(new.body));
  return new;
end $$;
create trigger fold_passage before insert or update of body on adhesions.passage
for each row execute function adhesions.fold_passage();

-- The query of what a person typed: French stems without accents, quotes and exclusions kept. « CC-2017-001 » is one thing, its parts in order.
create function adhesions.asked(typed text) returns tsquery
language sql stable set search_path = pg_catalog, public
-- PostgreSQL's French list of empty words lacks « les », and knows « à », « été » and « même » with their accents only.
return websearch_to_tsquery('platform.french', regexp_replace(lower(unaccent(adhesions.plain(
  regexp_replace(typed, '(^|\s)([[:alnum:]]+(?:[-_/][[:alnum:]]+)+)(?=\s|$)', '\1"\2"', 'g')))), '\m(les|a|ete|meme|memes)\M', ' ', 'g'));

-- Conventions that the readable bodies own, pay for or benefit from, under these words; typing mistakes are forgiven when nothing is found.
-- Full-text operators are not leakproof: this reads with the owner's role and filters by itself, as platform.search does.
create function adhesions.search_register(typed text)
returns table (organisation_id uuid, id uuid, rank real)
language plpgsql stable security definer
set search_path = pg_catalog, public
set pg_trgm.word_similarity_threshold = 0.5
set plan_cache_mode = force_custom_plan
as $$
declare
  readable uuid[] := platform.readable();
  query tsquery := adhesions.asked(typed);
  -- Numbers are right or wrong: thirty thousand look like one that is not there, and each would be compared.
  folded_words text := btrim(regexp_replace(lower(unaccent(adhesions.plain(regexp_replace(typed, '\S*[0-9]\S*', ' ', 'g')))), '\s+', ' ', 'g'));
begin
  return query
    select e.organisation_id, e.id, ts_rank(e.words, query)
    from adhesions.register_entry e
    where e.words @@ query
      and (e.organisation_id = any (readable) or e.payer_id = any (readable) or e.beneficiary_id = any (readable));
  if not found and length(folded_words) >= 3 then
    return query
      select e.organisation_id, e.id, word_similarity(folded_words, e.folded)
      from adhesions.register_entry e
      where folded_words <% e.folded
        and (e.organisation_id = any (readable) or e.payer_id = any (readable) or e.beneficiary_id = any (readable));
  end if;
end $$;
revoke execute on function adhesions.search_register(text) from public;
grant execute on function adhesions.search_register(text) to beffroi_server;

-- What stood before this register.
insert into adhesions.register_entry (organisation_id, id, payer_id, beneficiary_id, beneficiary_name, shown, folded, words)
select c.organisation_id, c.id, c.payer_id, c.beneficiary_id, b.name, c.number, lower(unaccent(adhesions.plain(concat_ws(' ', c.number, b.name)))),
  to_tsvector('platform.french', adhesions.plain(concat_ws(' ', c.number, b.name, b.siren, c.edition)))
from adhesions.convention c
join organisations.body b on b.id = c.beneficiary_id;
