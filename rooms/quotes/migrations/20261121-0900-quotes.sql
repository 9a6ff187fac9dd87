-- SPDX-License-Identifier: EUPL-1.2
-- Quotes of an operator: what it drafts stays its own; what it sends is shared with who pays and who benefits.
create schema quotes;

create table quotes.setting (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  -- Before the number of a quote: « D » gives D-2026-0001.
  number_prefix text not null default 'D' check (number_prefix ~ '^[A-Z0-9]{1,8}$'),
  validity_days int not null default 90 check (validity_days between 1 and 730),
  -- Days before the end of validity at which the recipient and the author are reminded; null: never.
  reminder_days int default 15 check (reminder_days between 1 and 365),
  -- A first year above this amount (all taxes) is sent only once a second person has approved it; null: never asked.
  approval_above_cents bigint default 1500000 check (approval_above_cents >= 0),
  link_days int not null default 90 check (link_days between 1 and 730),
  -- Printed at the foot of every quote.
  terms text not null default '' check (length(terms) <= 4000),
  primary key (organisation_id, id)
);
comment on table quotes.setting is 'How an operator numbers, dates, approves and closes its quotes: one row each.';
create unique index setting_of_operator on quotes.setting (organisation_id);
select platform.declare_owned('quotes.setting');

create table quotes.counter (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  year int not null,
  last_number int not null check (last_number > 0),
  primary key (organisation_id, id)
);
comment on table quotes.counter is 'Last number given in a year. Taken in the transaction that writes the quote, so that a failed one leaves no gap.';
create unique index counter_of_year on quotes.counter (organisation_id, year);
select platform.declare_owned('quotes.counter');

create table quotes.quote (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  year int not null,
  sequence int not null,
  number text not null,
  title text not null check (length(title) between 1 and 200),
  payer_id uuid not null references organisations.body (id),
  payer_name text not null,
  status text not null check (status in
    ('draft', 'to-approve', 'approved', 'sent', 'accepted', 'refused', 'expired', 'superseded', 'withdrawn')),
  -- Rises with every change: whoever writes says which one they read.
  revision int not null default 1,
  version int not null default 1,
  contact_name text not null default '',
  contact_email text not null default '',
  -- For the operator's own eyes.
  note text not null default '',
  author_id uuid,
  author_name text not null,
  changed_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  sent_at timestamptz,
  valid_until date,
  reminded_at timestamptz,
  closed_at timestamptz,
  refusal_reason text,
  -- Of the current version, for lists: all taxes included, without subsidy.
  first_year_cents bigint not null,
  three_years_cents bigint not null,
  has_on_quote boolean not null,
  edition text not null,
  replaces_id uuid,
  primary key (organisation_id, id),
  foreign key (organisation_id, replaces_id) references quotes.quote (organisation_id, id),
  check ((status = 'refused') = (refusal_reason is not null)),
  check (status not in ('sent', 'accepted', 'refused', 'expired') or (sent_at is not null and valid_until is not null))
);
comment on table quotes.quote is 'A quote as its operator follows it. Drafts are never deleted, only withdrawn: the numbers of a year have no gap.';
create unique index quote_number on quotes.quote (organisation_id, number);
create unique index quote_sequence on quotes.quote (organisation_id, year, sequence);
-- The list: newest change first, within a status or not.
create index quote_changed on quotes.quote (organisation_id, changed_at desc, id);
create index quote_status on quotes.quote (organisation_id, status, changed_at desc, id);
create index quote_payer on quotes.quote (organisation_id, payer_id, changed_at desc);
-- Expiry and reminders look only at what is out.
create index quote_out on quotes.quote (valid_until) where status = 'sent';
select platform.declare_owned('quotes.quote');

create table quotes.version (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  quote_id uuid not null,
  number int not null check (number > 0),
  at timestamptz not null,
  author_id uuid,
  author_name text not null,
  comment text not null default '',
  -- The edition as it was: its key and the digest of its content.
  edition text not null,
  edition_digest text not null,
  -- `json`, not `jsonb`: what was priced is read back byte for byte.
  request json not null,
  -- What the register said of each body that day: population with its figure and vintage, membership, affiliation.
  facts json not null,
  priced json not null,
  -- Lines whose amount a person changed, with the reason; the priced amount stands beside in `priced`.
  edits json not null,
  -- SHA-256 of the priced text and of the edits.
  digest text not null,
  primary key (organisation_id, id),
  -- Deferred: the quote is written last, because its number holds up every other new quote of the operator.
  foreign key (organisation_id, quote_id) references quotes.quote (organisation_id, id) on delete cascade deferrable initially deferred
);
comment on table quotes.version is 'Every state of a quote, with its frozen inputs and its whole price. Written once.';
create unique index version_number on quotes.version (organisation_id, quote_id, number);
select platform.declare_owned('quotes.version');

create table quotes.step (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  quote_id uuid not null,
  at timestamptz not null,
  what text not null check (what in
    ('drafted', 'changed', 'submitted', 'approved', 'returned', 'sent', 'reminded', 'reopened', 'accepted', 'refused', 'expired', 'superseded', 'withdrawn', 'shared', 'unshared')),
  version int not null,
  person_id uuid,
  by_name text not null,
  reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, quote_id) references quotes.quote (organisation_id, id) on delete cascade deferrable initially deferred
);
comment on table quotes.step is 'What happened to a quote, who did it and why: the history that its page shows.';
create index step_of_quote on quotes.step (organisation_id, quote_id, at);
select platform.declare_owned('quotes.step');

create table quotes.document (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  quote_id uuid not null,
  version int not null,
  number text not null,
  title text not null,
  payer_id uuid not null references organisations.body (id),
  operator_name text not null,
  author_name text not null,
  sent_at timestamptz not null,
  valid_until date not null,
  status text not null check (status in ('sent', 'accepted', 'refused', 'expired', 'superseded')),
  terms text not null default '',
  priced json not null,
  edits json not null,
  digest text not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, quote_id) references quotes.quote (organisation_id, id) on delete cascade
);
comment on table quotes.document is 'A version as it was sent. Who pays reads it; nothing of the draft, of its note or of its approval is here.';
create unique index document_version on quotes.document (organisation_id, quote_id, version);
create index document_payer on quotes.document (payer_id, sent_at desc);
select platform.declare_shared('quotes.document', array['payer_id']);

create table quotes.document_beneficiary (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  document_id uuid not null,
  beneficiary_id uuid not null references organisations.body (id),
  primary key (organisation_id, id),
  foreign key (organisation_id, document_id) references quotes.document (organisation_id, id) on delete cascade
);
comment on table quotes.document_beneficiary is 'The bodies that a sent quote serves, beyond the one that pays: they read it too.';
create unique index document_beneficiary_once on quotes.document_beneficiary (organisation_id, document_id, beneficiary_id);
create index document_beneficiary_body on quotes.document_beneficiary (beneficiary_id, document_id);
select platform.declare_shared('quotes.document_beneficiary', array['beneficiary_id']);
select platform.also_readable('quotes.document', 'beneficiary_reads',
  'exists (select from quotes.document_beneficiary b
    where b.organisation_id = document.organisation_id
      and b.document_id = document.id
      and b.beneficiary_id = any ((select platform.readable())::uuid[]))');

create table quotes.share (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  quote_id uuid not null,
  document_id uuid not null,
  -- SHA-256 of the secret in the link: a copy of the database opens nothing.
  secret_digest bytea not null,
  recipient text not null default '',
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  opened_at timestamptz,
  openings int not null default 0,
  primary key (organisation_id, id),
  foreign key (organisation_id, document_id) references quotes.document (organisation_id, id) on delete cascade
);
comment on table quotes.share is 'Links through which a recipient reads a sent quote and answers it, without an account.';
create index share_secret on quotes.share (secret_digest);
create index share_of_quote on quotes.share (organisation_id, quote_id, created_at);
select platform.declare_owned('quotes.share');

create table quotes.decision (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  quote_id uuid not null,
  document_id uuid not null,
  payer_id uuid not null references organisations.body (id),
  share_id uuid,
  decision text not null check (decision in ('accepted', 'refused')),
  decided_at timestamptz not null,
  by_name text not null,
  by_title text not null,
  -- The act of the assembly that decides, when there is one.
  act text not null default '',
  reason text not null default '',
  -- Who entered it when it came on paper.
  recorded_by text,
  -- The sentence that was accepted or refused with the digest of the document, and its own SHA-256.
  evidence json not null,
  evidence_digest text not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, document_id) references quotes.document (organisation_id, id) on delete cascade
);
comment on table quotes.decision is 'The recipient''s answer: who, in which capacity, when, on which document. Written once.';
create unique index decision_once on quotes.decision (organisation_id, document_id);
select platform.declare_shared('quotes.decision', array['payer_id']);

-- Finds what a link opens, from the digest of its secret alone: the one question that can be asked before a body is known.
-- Owned by the migrations' role, whose policy sees all.
create function quotes.opened_by(presented bytea) returns table (organisation_id uuid, share_id uuid, document_id uuid, quote_id uuid)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select s.organisation_id, s.id, s.document_id, s.quote_id from quotes.share s where s.secret_digest = presented;
end;
revoke execute on function quotes.opened_by(bytea) from public;
grant execute on function quotes.opened_by(bytea) to beffroi_server;
