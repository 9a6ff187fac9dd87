-- SPDX-License-Identifier: EUPL-1.2
-- A run too large for a request is locked by a job too.
alter table billing.run drop constraint run_status_check;
alter table billing.run add constraint run_status_check
  check (status in ('preparing', 'prepared', 'locking', 'locked', 'issuing', 'issued', 'abandoned'));
alter table billing.run_work drop constraint run_work_act_check;
alter table billing.run_work add constraint run_work_act_check check (act in ('prepare', 'lock', 'issue'));
comment on table billing.run_work is 'How far the job that prepares, locks or issues a run has come, and why it failed. Written beside the transaction that works.';

create or replace function billing.keep_locked_runs() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if exists (
    select from touched t
    join billing.run r on r.organisation_id = t.organisation_id and r.id = t.run_id
    where r.status in ('locking', 'locked', 'issuing', 'issued')
  ) and coalesce(current_setting('billing.erasing', true), '') <> 'on' then
    raise exception 'a locked run is never computed again' using errcode = 'check_violation';
  end if;
  return null;
end $$;

-- The digest of a run was that of all its lines in one text, which a national run makes too long to hold: it is that of the digests of its documents to
-- come. Runs that are locked and not issued are compared with it.
update billing.run r
set digest = (
  select encode(sha256(coalesce(string_agg(d.digest, ''::bytea order by d.liquidation_id), ''::bytea)), 'hex')
  from (
    select l.liquidation_id, sha256(convert_to(string_agg(l.content::text, E'\n' order by l.rank), 'UTF8')) as digest
    from billing.liquidation_line l
    join billing.liquidation h on h.organisation_id = l.organisation_id and h.id = l.liquidation_id
    where l.organisation_id = r.organisation_id and l.run_id = r.id and h.excluded_reason is null
    group by l.liquidation_id) d)
where r.status in ('locked', 'issuing');
