-- SPDX-License-Identifier: EUPL-1.2
-- What happens at the term of a convention: a quote for the next one, reminders, a denunciation. No tacit renewal unless the convention says so.

create table adhesions.renewal (
  organisation_id uuid not null,
  id uuid not null,
  convention_id uuid not null,
  payer_id uuid not null references organisations.body (id),
  -- The next term.
  begins_on date not null,
  ends_on date,
  edition text not null,
  keeps_edition boolean not null,
  quote_id uuid not null,
  quote_number text not null,
  quoted_cents bigint not null,
  state text not null check (state in ('quoted', 'accepted', 'deciding', 'refused', 'expired')),
  dossier_id uuid,
  -- Why the dossiers could not be opened by themselves.
  says text not null default '',
  prepared_at timestamptz not null,
  prepared_by text not null,
  changed_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, quote_id),
  foreign key (organisation_id, convention_id) references adhesions.convention (organisation_id, id)
);
comment on table adhesions.renewal is 'Quotes prepared for the next term of a convention, and where each stands.';
create index renewal_of on adhesions.renewal (organisation_id, convention_id, prepared_at);
create unique index one_renewal_at_a_time on adhesions.renewal (organisation_id, convention_id) where state in ('quoted', 'accepted', 'deciding');
create index renewal_payer on adhesions.renewal (payer_id);
select platform.declare_shared('adhesions.renewal', array['payer_id']);

create table adhesions.renewal_reminder (
  organisation_id uuid not null,
  id uuid not null,
  convention_id uuid not null,
  -- The term reminded of: another term, another reminder.
  ends_on date not null,
  milestone text not null check (milestone in ('6-months', '3-months', '1-month', 'notice')),
  reminded_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, convention_id, ends_on, milestone),
  foreign key (organisation_id, convention_id) references adhesions.convention (organisation_id, id)
);
comment on table adhesions.renewal_reminder is 'Reminders of a term that were sent: each once, whatever is replayed.';
select platform.declare_owned('adhesions.renewal_reminder');

create table adhesions.denunciation (
  organisation_id uuid not null,
  id uuid not null,
  convention_id uuid not null,
  payer_id uuid not null references organisations.body (id),
  beneficiary_id uuid not null references organisations.body (id),
  received_on date not null,
  by_name text not null,
  by_title text not null,
  reason text not null,
  -- Last day on which it could be received; null where none is set.
  deadline_on date,
  outcome text not null check (outcome in ('accepted', 'refused')),
  -- Why it was accepted or refused, in words.
  says text not null,
  -- Last day of the convention, when accepted.
  last_on date,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, convention_id) references adhesions.convention (organisation_id, id),
  check ((outcome = 'accepted') = (last_on is not null))
);
comment on table adhesions.denunciation is 'Denunciations of conventions, accepted or refused, with the reason.';
create index denunciation_of on adhesions.denunciation (organisation_id, convention_id, recorded_at);
create index denunciation_payer on adhesions.denunciation (payer_id);
select platform.declare_shared('adhesions.denunciation', array['payer_id', 'beneficiary_id']);

-- What ends when, for lists and nightly rounds.
create index convention_to_renew on adhesions.convention (organisation_id, ends_on) where ended_at is null and kind <> 'tripartite';
create index convention_payer_to_renew on adhesions.convention (payer_id, ends_on) where ended_at is null and kind <> 'tripartite';
create index succession_predecessor on adhesions.succession (organisation_id, predecessor_id);
