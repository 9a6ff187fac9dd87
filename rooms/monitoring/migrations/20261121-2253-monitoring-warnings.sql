-- SPDX-License-Identifier: EUPL-1.2
-- What is no failure yet and must be known in time: a certificate or a domain that ends, a disk that fills.
create table monitoring.warning_rule (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  -- Days before an end at which somebody is told, once each.
  expiry_days smallint[] not null check (cardinality(expiry_days) between 1 and 8),
  -- Hours in Paris between which anybody is told: nobody is woken for a certificate.
  from_hour smallint not null check (from_hour between 0 and 23),
  until_hour smallint not null check (until_hour between 1 and 24),
  tells_body boolean not null,
  changed_at timestamptz not null,
  primary key (organisation_id, id),
  check (id = organisation_id),
  check (from_hour < until_hour)
);
comment on table monitoring.warning_rule is 'When an operator is told of what is no failure yet; absent: thirty, fourteen, seven days and one day before, by day.';
select platform.declare_owned('monitoring.warning_rule');

create table monitoring.warned (
  organisation_id uuid not null,
  check_id uuid not null,
  -- What it is about: « certificate 2027-01-04 », « disk C: ». Renewed, a certificate is another subject.
  subject text not null check (length(subject) between 1 and 200),
  body_id uuid not null references organisations.body (id),
  -- Higher is worse: days before the end, negative, or percents of a disk. Told again when it rises.
  level int not null,
  says text not null check (length(says) <= 500),
  told_at timestamptz not null,
  primary key (organisation_id, check_id, subject),
  foreign key (organisation_id, check_id) references monitoring.check (organisation_id, id) on delete cascade
);
comment on table monitoring.warned is 'What those who answer were told before it is a failure.';
create index warned_body on monitoring.warned (body_id);
select platform.declare_shared('monitoring.warned', array['body_id']);
