-- SPDX-License-Identifier: EUPL-1.2
-- The operator's word about a sign, beside that of the body: neither answers in the other's place.
alter table backup.sign
  add column handled_by text check (handled_by <> ''),
  add column handled_at timestamptz,
  add column handled_why text check (handled_why <> ''),
  add constraint handled_whole check ((handled_at is null) = (handled_by is null) and (handled_at is null) = (handled_why is null));
-- The operator reads its history, the latest first.
drop index backup.sign_operator;
create index sign_operator on backup.sign (operator_id, on_day desc);
