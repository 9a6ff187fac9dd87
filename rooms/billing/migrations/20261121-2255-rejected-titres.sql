-- SPDX-License-Identifier: EUPL-1.2
-- A titre that the accountant rejected is a state of its document; sent again, the document takes another number and keeps the trace of the first.
alter table billing.standing
  add column rejected_on date,
  add column reject_reason text,
  add constraint standing_rejection check ((rejected_on is null) = (reject_reason is null));

alter table billing.sent_document add column rejected_at timestamptz;
drop index billing.sent_document_once;
create unique index sent_document_once on billing.sent_document (organisation_id, document_id) where rejected_at is null;

alter table billing.happening drop constraint happening_what_check;
alter table billing.happening add constraint happening_what_check
  check (what in ('issued', 'titre', 'titre-cancelled', 'titre-rejected', 'payment', 'payment-reversed', 'contested', 'contest-settled', 'reminder', 'credited'));
