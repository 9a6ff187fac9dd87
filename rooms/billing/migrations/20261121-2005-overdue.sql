-- SPDX-License-Identifier: EUPL-1.2
-- What a document asked to be paid before a day: all of it past its due date, or the instalments that are past.
create function billing.overdue_on(content json, on_day date) returns bigint
language sql immutable set search_path = pg_catalog
return (
  case when json_array_length(content -> 'instalments') = 0
    then case when (content ->> 'dueOn')::date < on_day then (content -> 'totals' ->> 'grossCents')::bigint else 0 end
    else (
      select coalesce(sum((i.one ->> 'amountCents')::bigint), 0)
      from json_array_elements(content -> 'instalments') as i (one)
      where (i.one ->> 'dueOn')::date < on_day)
  end);
