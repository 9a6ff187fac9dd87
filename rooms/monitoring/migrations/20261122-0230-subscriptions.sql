-- SPDX-License-Identifier: EUPL-1.2
-- Whoever wants to hear by mail of what the public page shows. An address that was never confirmed goes within two days, the others when they leave.
create table monitoring.subscription (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  address text not null check (address <> ''),
  -- When a message was last asked for: another is not written at once, or anybody could fill somebody's mailbox.
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  -- What was written to it, removed with it.
  message_ids uuid[] not null default '{}',
  primary key (organisation_id, id)
);
comment on table monitoring.subscription is 'Addresses to which an operator mails what its public page shows.';
create unique index subscription_address on monitoring.subscription (organisation_id, lower(address));
create index subscription_confirmed on monitoring.subscription (organisation_id, id) where confirmed_at is not null;
select platform.declare_owned('monitoring.subscription');

create table monitoring.subscription_notice (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  -- The incident or the works, and what of them was told.
  about uuid not null,
  what text not null check (what <> ''),
  subject text not null,
  paragraphs text[] not null,
  told_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, about, what)
);
comment on table monitoring.subscription_notice is 'What subscribers of the public page were told, once each.';
select platform.declare_owned('monitoring.subscription_notice');
