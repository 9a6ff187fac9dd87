-- SPDX-License-Identifier: EUPL-1.2
-- Campaigns: how conventions move to another edition, and in no other way.

-- A membership taken back before it began holds no day: `[]` would make a range that ends before its beginning, which is refused.
alter table adhesions.membership drop constraint one_membership_at_a_time;
alter table adhesions.membership add constraint one_membership_at_a_time
  exclude using gist (organisation_id with =, beneficiary_id with =, scope with =, daterange(begins_on, ends_on + 1, '[)') with &&);

create table adhesions.campaign (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  number text not null,
  title text not null,
  from_edition text not null,
  to_edition text not null,
  -- First day of the new edition for the conventions that move.
  takes_effect_on date not null,
  -- Last day to answer.
  answer_by date not null,
  -- Which conventions move: those that agreed, or all those that did not refuse, where the convention itself says so.
  applies_to text not null check (applies_to in ('agreed', 'unless-refused')),
  legal_ground text not null default '',
  kinds text[] not null,
  -- Null: every body.
  payer_ids uuid[],
  letter_subject text not null,
  letter_text text not null,
  status text not null check (status in ('draft', 'sent', 'applying', 'applied', 'abandoned')),
  prepared_by uuid,
  prepared_name text not null,
  prepared_at timestamptz not null,
  computed_at timestamptz not null,
  sent_at timestamptz,
  sent_name text,
  applied_by uuid,
  applied_name text,
  applied_at timestamptz,
  finished_at timestamptz,
  closing_reason text,
  primary key (organisation_id, id),
  unique (organisation_id, number),
  check (from_edition <> to_edition),
  check (answer_by < takes_effect_on),
  check (applies_to = 'agreed' or legal_ground <> ''),
  constraint two_people_apply_a_campaign check (applied_by <> prepared_by)
);
comment on table adhesions.campaign is 'Campaigns by which an operator proposes another edition to the bodies under convention.';
create index campaign_status on adhesions.campaign (organisation_id, status, takes_effect_on);
select platform.declare_owned('adhesions.campaign');

create table adhesions.campaign_line (
  organisation_id uuid not null,
  id uuid not null,
  campaign_id uuid not null,
  convention_id uuid not null,
  payer_id uuid not null references organisations.body (id),
  payer_name text not null,
  convention_number text not null,
  kind text not null,
  -- What a year costs, all taxes included; null where it is sur devis or cannot be priced.
  before_cents bigint not null,
  after_cents bigint,
  verdict text not null check (verdict in ('priced', 'on-quote', 'impossible', 'not-that-day')),
  -- Line by line, with the reasoning; rights gained and lost.
  explanation jsonb not null,
  exclusion text,
  excluded_by text,
  primary key (organisation_id, id),
  unique (organisation_id, campaign_id, convention_id),
  foreign key (organisation_id, campaign_id) references adhesions.campaign (organisation_id, id),
  foreign key (organisation_id, convention_id) references adhesions.convention (organisation_id, id)
);
comment on table adhesions.campaign_line is 'What a campaign would change for each convention: its dry run, which stays at the operator.';
select platform.declare_owned('adhesions.campaign_line');

create table adhesions.campaign_letter (
  organisation_id uuid not null,
  id uuid not null,
  campaign_id uuid not null,
  convention_id uuid not null,
  payer_id uuid not null references organisations.body (id),
  number text not null,
  -- What the letter says: names, editions, amounts, dates, as they were on the day.
  said jsonb not null,
  subject text not null,
  body_text text not null,
  before_cents bigint not null,
  after_cents bigint not null,
  explanation jsonb not null,
  request jsonb not null,
  priced jsonb not null,
  takes_effect_on date not null,
  answer_by date not null,
  -- The letter in PDF, once it is set.
  blob_id uuid,
  blob_digest text,
  sent_at timestamptz,
  answer text check (answer in ('agreed', 'refused')),
  answered_at timestamptz,
  evidence text,
  evidence_digest text,
  outcome text check (outcome in ('applied', 'kept')),
  outcome_says text,
  settled_at timestamptz,
  successor_id uuid,
  primary key (organisation_id, id),
  unique (organisation_id, campaign_id, convention_id),
  unique (organisation_id, number),
  foreign key (organisation_id, campaign_id) references adhesions.campaign (organisation_id, id),
  foreign key (organisation_id, convention_id) references adhesions.convention (organisation_id, id),
  check ((answer is null) = (evidence is null)),
  check ((outcome = 'applied') = (successor_id is not null))
);
comment on table adhesions.campaign_letter is 'What each payer was written, what it answered, and what became of its convention.';
create index campaign_letter_payer on adhesions.campaign_letter (payer_id, answer_by) where answer is null;
create index campaign_letter_received on adhesions.campaign_letter (payer_id, sent_at);
select platform.declare_shared('adhesions.campaign_letter', array['payer_id']);
