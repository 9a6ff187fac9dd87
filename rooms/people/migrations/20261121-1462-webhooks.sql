-- SPDX-License-Identifier: EUPL-1.2
-- Webhooks: programs elsewhere that a body tells what happens in it.

create table people.webhook (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  label text not null,
  url text not null,
  -- Names of events.
  events text[] not null check (cardinality(events) > 0),
  -- Sealed by the installation's key: it signs, so it must be read again.
  secret bytea not null,
  -- Still signs beside the new one until then.
  former_secret bytea,
  former_until timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  is_paused boolean not null default false,
  -- Set after days of failures; whoever keeps the webhook opens it again.
  failed_at timestamptz,
  -- When its last message was accepted.
  accepted_at timestamptz,
  primary key (organisation_id, id)
);
comment on table people.webhook is 'Addresses to which the events that a body chose are sent.';
select platform.declare_owned('people.webhook');

create table people.webhook_delivery (
  organisation_id uuid not null,
  id uuid not null,
  webhook_id uuid not null,
  -- The message that the receiver knows: the same however often it is sent.
  message_id text not null,
  event text not null,
  -- What is signed and sent, byte for byte.
  body text not null,
  state text not null check (state in ('waiting', 'accepted', 'failed')),
  attempts integer not null default 0,
  created_at timestamptz not null,
  next_at timestamptz,
  settled_at timestamptz,
  last_status integer,
  last_ms integer,
  last_answer text,
  primary key (organisation_id, id),
  foreign key (organisation_id, webhook_id) references people.webhook (organisation_id, id) on delete cascade
);
comment on table people.webhook_delivery is 'What was sent to a webhook, or is still to be, and what it answered.';
create index webhook_delivery_recent on people.webhook_delivery (organisation_id, webhook_id, created_at desc);
create index webhook_delivery_due on people.webhook_delivery (next_at) where state = 'waiting';
create unique index webhook_delivery_message on people.webhook_delivery (organisation_id, webhook_id, message_id);
select platform.declare_owned('people.webhook_delivery');
