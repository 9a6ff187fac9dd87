-- SPDX-License-Identifier: EUPL-1.2
-- Editions of an operator's catalogue: what is sold, at what price, by which vote. What was voted is kept as it was voted.
create schema catalogue;

create table catalogue.edition (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  -- Names the edition in addresses and requests.
  key text not null check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  label text not null check (length(label) between 2 and 200),
  status text not null default 'draft' check (status in ('draft', 'voted', 'in-force', 'archived')),
  -- The whole edition, valid against edition-schema.ts. The columns beside it are the truth for status, days and act.
  content jsonb not null check (content @> '{"format": 1}'),
  -- Counts the changes of a draft, so that nobody overwrites what they have not seen.
  revision integer not null default 1,
  based_on uuid,
  -- {"known": false} where no document gives the act.
  act jsonb check (act is null or jsonb_typeof(act -> 'known') = 'boolean'),
  valid_from date,
  -- Last day, included. The day before valid_from for an edition withdrawn before it began.
  valid_to date check (valid_to >= valid_from - 1),
  validity daterange generated always as (
    case
      when valid_from is null then null
      when valid_to < valid_from then 'empty'::daterange
      else daterange(valid_from, valid_to, '[]')
    end
  ) stored,
  created_by uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  proposed_by uuid,
  proposed_at timestamptz,
  in_force_by uuid,
  in_force_at timestamptz,
  archived_by uuid,
  archived_at timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, key),
  foreign key (organisation_id, based_on) references catalogue.edition (organisation_id, id) on delete set null (based_on),
  constraint edition_draft_has_no_vote check ((status = 'draft') = (act is null) and (status = 'draft') = (proposed_by is null)),
  constraint edition_in_force_has_a_day check (
    (valid_from is null) = (in_force_by is null)
    and case status when 'in-force' then valid_from is not null when 'archived' then true else valid_from is null end
  ),
  constraint edition_second_person check (in_force_by <> proposed_by),
  -- Never two editions of one operator on one day.
  constraint edition_one_a_day exclude using gist (organisation_id with =, validity with &&)
);
comment on table catalogue.edition is 'Editions of the catalogue, each a whole: draft, then voted, in force and archived. A voted edition never changes again.';
select platform.declare_owned('catalogue.edition');
-- A voted tariff is a public act: quotes, conventions and invoices of the members read the edition that they name.
select platform.also_readable('catalogue.edition', 'voted_is_public', 'status <> ''draft''');

-- What was voted stays as it was voted, whoever writes: only the way to its end remains open.
create function catalogue.guard_edition() returns trigger language plpgsql as $$
begin
  -- The erasure of a whole body goes through catalogue.erase_editions, which the migrations' role owns.
  if current_user = 'beffroi_owner' then
    if tg_op = 'DELETE' then return old; end if;
    return new;
  end if;
  if tg_op = 'INSERT' then
    if new.status <> 'draft' then
      raise exception 'an edition begins as a draft' using errcode = 'restrict_violation';
    end if;
    return new;
  end if;
  if tg_op = 'DELETE' then
    if old.status <> 'draft' then
      raise exception 'a voted edition is kept' using errcode = 'restrict_violation';
    end if;
    return old;
  end if;
  if old.status = 'draft' and new.status in ('draft', 'voted') then
    return new;
  end if;
  if (old.status, new.status) not in (
    ('voted', 'in-force'), ('voted', 'archived'), ('in-force', 'in-force'), ('in-force', 'archived')
  ) then
    raise exception 'an edition cannot go from % to %', old.status, new.status using errcode = 'restrict_violation';
  end if;
  if (old.organisation_id, old.id, old.key, old.label, old.content, old.revision, old.act, old.based_on, old.created_by, old.created_at, old.proposed_by, old.proposed_at)
    is distinct from (new.organisation_id, new.id, new.key, new.label, new.content, new.revision, new.act, new.based_on, new.created_by, new.created_at, new.proposed_by, new.proposed_at)
  then
    raise exception 'a voted edition never changes' using errcode = 'restrict_violation';
  end if;
  if old.status = 'in-force' and (old.valid_from, old.in_force_by, old.in_force_at) is distinct from (new.valid_from, new.in_force_by, new.in_force_at) then
    raise exception 'the day on which an edition came into force never changes' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger guard_edition before insert or update or delete on catalogue.edition
  for each row execute function catalogue.guard_edition();

create table catalogue.edition_change (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  edition_id uuid not null,
  -- The revision that it made.
  revision integer not null,
  at timestamptz not null,
  by_person uuid,
  -- What was done, in French, as the list of changes shows it.
  says text not null,
  change jsonb not null,
  reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, edition_id) references catalogue.edition (organisation_id, id) on delete cascade
);
comment on table catalogue.edition_change is 'What was changed in a draft, by whom and why. Kept with the edition once it is voted.';
create index edition_change_edition on catalogue.edition_change (organisation_id, edition_id, revision);
select platform.declare_owned('catalogue.edition_change', append_only => true);

-- Removes all editions of the body that this transaction writes: the erasure of an operator that leaves.
create function catalogue.erase_editions() returns void
language sql volatile security definer set search_path = pg_catalog
begin atomic
  delete from catalogue.edition where organisation_id = platform.writable();
end;
revoke execute on function catalogue.erase_editions() from public;
grant execute on function catalogue.erase_editions() to beffroi_server;
