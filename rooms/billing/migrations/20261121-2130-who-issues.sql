-- SPDX-License-Identifier: EUPL-1.2
-- Whoever prepares an avoir does not issue it; a series that was begun elsewhere goes on from its own first number, without a gap.
alter table billing.credit add column issued_by uuid;
alter table billing.credit add constraint credit_issued_by_another check (issued_by is null or issued_by <> prepared_by);
-- Avoirs of before this column do not say who issued them: they are left as they are, and no other may be issued so.
alter table billing.credit add constraint credit_says_who_issued check ((status = 'issued') = (issued_by is not null)) not valid;

alter table billing.counter add column first_number int not null default 1 check (first_number > 0);
comment on column billing.counter.first_number is 'From 1, or where the operator’s former software stopped. Set as the first number is drawn, never after.';

create function billing.keep_first_number() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if new.first_number <> old.first_number then
    raise exception 'a series that is begun keeps its first number' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_first_number before update on billing.counter for each row execute function billing.keep_first_number();

-- The number before must stand, but for the first of the series.
create or replace function billing.follow_series() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  first int;
begin
  if exists (
    select from billing.document d
    where d.organisation_id = new.organisation_id and d.kind = new.kind and d.year = new.year and d.sequence = new.sequence - 1
  ) then
    return new;
  end if;
  select c.first_number into first from billing.counter c
  where c.organisation_id = new.organisation_id and c.series = new.kind and c.year = new.year;
  if new.sequence <> coalesce(first, 1) then
    raise exception 'the series % of % would have a gap before %', new.kind, new.year, new.sequence using errcode = 'check_violation';
  end if;
  return new;
end $$;
