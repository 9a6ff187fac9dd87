-- SPDX-License-Identifier: EUPL-1.2
-- What the law wants an operator to publish, each version kept.

create table organisations.legal_version (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  version integer not null check (version > 0),
  publisher_name text not null,
  publisher_legal_form text,
  publisher_address text,
  publisher_phone text,
  publisher_email text,
  director_role text,
  director_name text,
  host_name text,
  host_address text,
  host_phone text,
  data_officer text,
  data_email text,
  data_address text,
  accessibility_status text not null
    check (accessibility_status in ('not-audited', 'non-compliant', 'partially-compliant', 'fully-compliant')),
  audited_on date,
  audit_rate numeric(5, 2) check (audit_rate between 0 and 100),
  auditor text,
  accessibility_declared_on date,
  accessibility_contact text,
  accessibility_faults text[] not null,
  accessibility_plan_address text,
  source text not null check (source in ('hand', 'demonstration')),
  entered_by text not null,
  entered_at timestamptz not null,
  primary key (organisation_id, id),
  -- The latest version is the one that stands.
  unique (organisation_id, version),
  check ((accessibility_status = 'not-audited') = (audited_on is null)),
  check ((audited_on is null) = (audit_rate is null)),
  check ((audited_on is null) = (auditor is null))
);
comment on table organisations.legal_version is 'Publisher, host, data protection and accessibility as an operator states them: each change is another version.';
select platform.declare_owned('organisations.legal_version');

create function organisations.keep_legal_versions() returns trigger
language plpgsql as $$
begin
  raise exception 'a version of the legal notices is never rewritten: enter another';
end $$;
create trigger keep_legal_versions before update on organisations.legal_version
  for each row execute function organisations.keep_legal_versions();
