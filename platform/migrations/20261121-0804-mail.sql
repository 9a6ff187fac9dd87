-- SPDX-License-Identifier: EUPL-1.2
-- Messages written in the transaction that decides them, sent afterwards by a job.

create table platform.outbox_message (
  organisation_id uuid not null,
  id uuid not null,
  message_id text not null,
  written_at timestamptz not null,
  sender_name text not null,
  reply_to text,
  recipient_name text not null,
  recipient_address text not null,
  subject text not null,
  -- Null once the time of keeping is over: who was written to, and when, stays longer than what was said.
  text_part text,
  html_part text,
  -- kept: shown by the outbox page of an installation that sends nothing. refused: final, by the recipient's server or a bounce.
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'kept', 'refused', 'given-up')),
  attempts integer not null default 0,
  -- The server's codes; never an address.
  last_answer text,
  settled_at timestamptz,
  primary key (organisation_id, id)
);
comment on table platform.outbox_message is 'Every message that a body wrote, and what became of it.';
create index outbox_message_recent on platform.outbox_message (organisation_id, written_at desc, id desc);
create index outbox_message_old on platform.outbox_message (written_at) where text_part is not null;
select platform.declare_owned('platform.outbox_message');
