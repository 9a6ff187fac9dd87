-- SPDX-License-Identifier: EUPL-1.2
-- A national run writes 360 000 lines: what is proved twice is proved once. A line stands under a document to come of the same operator
-- (organisation_id, liquidation_id), which stands under a run (organisation_id, run_id), which names the body.
alter table billing.liquidation_line drop constraint liquidation_line_organisation_id_fkey;
alter table billing.liquidation drop constraint liquidation_organisation_id_fkey;

-- A run too large for a request is prepared and issued by a job.
alter table billing.run drop constraint run_status_check;
alter table billing.run add constraint run_status_check check (status in ('preparing', 'prepared', 'locked', 'issuing', 'issued', 'abandoned'));
alter table billing.run drop constraint run_check2;
alter table billing.run add constraint run_locked_once_locked check ((status in ('locked', 'issuing', 'issued')) = (locked_at is not null));
alter table billing.run add constraint run_issued_by_somebody check (status <> 'issuing' or issued_by is not null);

create table billing.run_work (
  organisation_id uuid not null references organisations.body (id),
  -- The run's own: what is done, or was last done, to it.
  id uuid not null,
  act text not null check (act in ('prepare', 'issue')),
  -- In whose name, with the session that asked.
  actor jsonb not null,
  asked_at timestamptz not null,
  -- Last sign of life: who says nothing for long is dead.
  heard_at timestamptz not null,
  attempts int not null default 0,
  done int not null default 0,
  total int not null default 0,
  failure text check (failure <> ''),
  primary key (organisation_id, id),
  foreign key (organisation_id, id) references billing.run (organisation_id, id) on delete cascade
);
comment on table billing.run_work is 'How far the job that prepares or issues a run has come, and why it failed. Written beside the transaction that works.';
select platform.declare_owned('billing.run_work');

create or replace function billing.keep_locked_runs() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if exists (
    select from touched t
    join billing.run r on r.organisation_id = t.organisation_id and r.id = t.run_id
    where r.status in ('locked', 'issuing', 'issued')
  ) and coalesce(current_setting('billing.erasing', true), '') <> 'on' then
    raise exception 'a locked run is never computed again' using errcode = 'check_violation';
  end if;
  return null;
end $$;
