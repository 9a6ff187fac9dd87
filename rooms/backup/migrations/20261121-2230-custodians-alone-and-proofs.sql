-- SPDX-License-Identifier: EUPL-1.2
-- Passwords that their custodians alone can open, and what proves a restore that the body tried.

create table backup.recovery_key (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  person_id uuid not null,
  -- X25519. The private half stands on a sheet of paper that its holder printed; it never came here.
  public_key bytea not null check (octet_length(public_key) = 32),
  made_at timestamptz not null,
  -- Replaced, or its sheet declared lost: nothing new is sealed to it.
  retired_at timestamptz,
  primary key (organisation_id, id)
);
comment on table backup.recovery_key is 'Public keys of those to whom passwords may be sealed; the platform knows no private half.';
create unique index recovery_key_standing on backup.recovery_key (organisation_id, person_id) where retired_at is null;
select platform.declare_owned('backup.recovery_key');

alter table backup.escrow
  -- Who can open: the house for either custodian; either custodian alone, with their sheet; both together.
  add column mode text not null default 'house' check (mode in ('house', 'either', 'both')),
  -- The public keys that the boxes were sealed to: a key that was replaced since still opens what it opened.
  add column first_key bytea check (octet_length(first_key) = 32),
  add column second_key bytea check (octet_length(second_key) = 32),
  -- A custodian has another sheet since: to be sealed again.
  add column is_stale boolean not null default false,
  add column first_box bytea check (octet_length(first_box) between 48 and 8192),
  add column second_box bytea check (octet_length(second_box) between 48 and 8192),
  add constraint box_for_each check (
    (mode = 'house' and first_box is null and second_box is null)
    or (mode <> 'house' and octet_length(sealed_password) = 0 and first_key is not null and second_key is not null
      and (withdrawn_at is not null or (first_box is not null and second_box is not null))));

-- What the operator's person must know to open theirs.
alter table backup.custody
  add column mode text not null default 'house' check (mode in ('house', 'either', 'both')),
  add column is_stale boolean not null default false;

alter table backup.drill
  -- A document that shows what came back, brought by whoever declares it.
  add column proof_blob_id uuid,
  add column proof_name text check (proof_name <> ''),
  add column proof_type text check (proof_type in ('application/pdf', 'image/jpeg', 'image/png')),
  add constraint proof_whole check ((proof_blob_id is null) = (proof_name is null) and (proof_blob_id is null) = (proof_type is null)),
  add constraint proof_of_a_declared_restore check (proof_blob_id is null or made_by = 'body');
-- The operator reads the latest first.
drop index backup.drill_operator;
create index drill_operator on backup.drill (operator_id, begun_at);
