-- SPDX-License-Identifier: EUPL-1.2
-- What a convention owes a year on a day: its own amount, then that of the last body which joined under way and had its territory counted again.
create function adhesions.owed_on(c adhesions.convention, day date) returns bigint
language sql stable set search_path = pg_catalog
return case
  when c.kind <> 'cadre' then c.yearly_cents
  else coalesce((
    select (j.proofs -> 'recount' ->> 'yearlyCents')::bigint
    from adhesions.convention j
    where j.organisation_id = c.organisation_id
      and j.cadre_id = c.id
      and j.begins_on <= day
      and (j.ends_on is null or j.ends_on >= j.begins_on)
      and j.proofs -> 'recount' ->> 'yearlyCents' is not null
    order by j.begins_on desc, j.number desc
    limit 1), c.yearly_cents)
end;
