-- SPDX-License-Identifier: EUPL-1.2
-- The rapport social unique counts absences by sex: held only where the body says it, shown nowhere else.
alter table leave.agent add column sex text check (sex in ('F', 'M'));

-- What payroll reads: a body writes the file that its own software takes.
create table leave.payroll_layout (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  separator text not null check (separator in (';', ',', 'tab')),
  decimals text not null check (decimals in ('comma', 'dot')),
  days text not null check (days in ('iso', 'french', 'compact')),
  -- Kinds without a code of payroll are left out.
  coded_only boolean not null,
  -- Columns in order: what each holds, under which title; a fixed text where it holds nothing.
  columns jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (organisation_id, id),
  unique (organisation_id)
);
comment on table leave.payroll_layout is 'Columns of the file of absences that a body hands to its payroll.';
select platform.declare_owned('leave.payroll_layout');
