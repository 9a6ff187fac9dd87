-- SPDX-License-Identifier: EUPL-1.2
-- The quote that an operator prepared for a service that was asked for.
create schema requests;

create table requests.quote (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  -- The request of the bureau virtuel, and the body that made it.
  request_id uuid not null,
  asker_id uuid not null references organisations.body (id),
  quote_id uuid not null,
  quote_number text not null,
  prepared_by_name text not null,
  prepared_at timestamptz not null,
  -- The body, or its refusal, put an end to it.
  cancelled_at timestamptz,
  cancel_reason text check (length(cancel_reason) <= 1000),
  primary key (organisation_id, id),
  unique (organisation_id, quote_id),
  check ((cancelled_at is null) = (cancel_reason is null))
);
comment on table requests.quote is 'Quotes prepared for the services that bodies ask for.';
create unique index quote_of_request on requests.quote (organisation_id, request_id);
create index quote_asker on requests.quote (asker_id, request_id);
select platform.declare_shared('requests.quote', array['asker_id']);
