-- SPDX-License-Identifier: EUPL-1.2
-- What the accountant decided of a year already billed that no longer says what the register says.
create table billing.correction (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  year int not null,
  payer_id uuid not null references organisations.body (id),
  -- What the difference is about, and what stood on both sides then: one that moves since comes back to be decided.
  source_key text not null,
  state text not null,
  nature text not null check (nature in ('join', 'leave', 'edition', 'recount', 'amount', 'payer', 'roster')),
  label text not null,
  says text not null,
  amount_cents bigint not null,
  decision text not null check (decision in ('complement', 'credit', 'none')),
  reason text not null,
  -- A complement: the line that the next run takes.
  line jsonb,
  -- An avoir that somebody else issues.
  credit_id uuid,
  decided_by text not null,
  decided_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  primary key (organisation_id, id),
  foreign key (organisation_id, credit_id) references billing.credit (organisation_id, id),
  check ((decision = 'complement') = (line is not null)),
  check ((decision = 'credit') = (credit_id is not null)),
  check (decision <> 'none' or reason <> ''),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
comment on table billing.correction is 'Decisions on differences between what was billed and what is owed: complement, avoir, or left as it is with a reason.';
create unique index correction_once on billing.correction (organisation_id, source_key, state) where withdrawn_at is null and decision <> 'credit';
create index correction_year on billing.correction (organisation_id, year, decided_at desc);
select platform.declare_owned('billing.correction');
