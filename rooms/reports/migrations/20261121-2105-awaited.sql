-- SPDX-License-Identifier: EUPL-1.2
-- Whose report of the week is not written yet: the last member to be struck off sends its EPCI the roll-up.
create table reports.awaited (
  -- The operator that has them written.
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  week text not null check (week ~ '^\d{4}-W\d{2}$'),
  body_id uuid not null references organisations.body (id),
  epci_id uuid references organisations.body (id),
  primary key (organisation_id, id),
  unique (organisation_id, week, body_id)
);
comment on table reports.awaited is 'Bodies whose report of a week is still to be written; one that stays here failed.';
create index awaited_of_epci on reports.awaited (organisation_id, week, epci_id);
select platform.declare_owned('reports.awaited');
