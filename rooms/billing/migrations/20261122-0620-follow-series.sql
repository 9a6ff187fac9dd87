-- SPDX-License-Identifier: EUPL-1.2
-- That a series has no gap was asked for each document by a query whose plan was made, and kept, while the table was empty: it read every document of
-- the operator for each number, and a national run never ended. Asked once for a statement, and planned when it is asked.
drop trigger follow_series on billing.document;

create or replace function billing.follow_series() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  gap record;
begin
  execute $asked$
    select i.kind, i.year, i.low
    from (
      select organisation_id, kind, year, min(sequence) as low, max(sequence) as high, count(*) as many
      from issued
      group by organisation_id, kind, year) i
    where i.high - i.low + 1 <> i.many
      or not exists (
        select from billing.document d
        where d.organisation_id = i.organisation_id and d.kind = i.kind and d.year = i.year and d.sequence = i.low - 1)
      and i.low <> coalesce((
        select c.first_number from billing.counter c
        where c.organisation_id = i.organisation_id and c.series = i.kind and c.year = i.year), 1)
    limit 1$asked$ into gap;
  if gap is not null then
    raise exception 'the series % of % would have a gap at or after %', gap.kind, gap.year, gap.low using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger follow_series after insert on billing.document
  referencing new table as issued for each statement execute function billing.follow_series();
