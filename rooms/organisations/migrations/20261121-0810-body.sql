-- SPDX-License-Identifier: EUPL-1.2
-- Public bodies: what the register says of them, and those that it lacks.
create schema organisations;

create table organisations.body (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null,
  kind text not null,
  siren text check (siren ~ '^[0-9]{9}$'),
  insee text,
  department text
);
comment on table organisations.body is 'Every public body that may hold a mandate, pay, or be served: communes, EPCI, and those that the register lacks.';
create unique index body_siren on organisations.body (siren) where siren is not null;
select platform.declare_reference('organisations.body');
