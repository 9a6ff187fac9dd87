-- SPDX-License-Identifier: EUPL-1.2
-- Mergers, dissolutions and moves of bodies, as they were applied to the conventions of an operator.
create table adhesions.body_change (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  kind text not null check (kind in ('merger', 'dissolution', 'move')),
  body_id uuid not null references organisations.body (id),
  -- Who takes its place, or its new EPCI; null: nobody.
  into_id uuid references organisations.body (id),
  happened_on date not null,
  -- What was chosen, and what became of each convention, in words.
  outcome jsonb not null,
  reason text not null,
  applied_by text not null,
  applied_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, kind, body_id, happened_on)
);
comment on table adhesions.body_change is 'What mergers, dissolutions and moves of bodies changed in the conventions.';
create index body_change_body on adhesions.body_change (organisation_id, body_id);
select platform.declare_owned('adhesions.body_change');
