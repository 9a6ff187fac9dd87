-- SPDX-License-Identifier: EUPL-1.2
-- What changed in an account (an address book, a mailbox, a folder of files), counted once for every protocol that synchronises.

create table platform.change_account (
  organisation_id uuid not null,
  id uuid not null,
  counter bigint not null,
  forgotten bigint not null default 0,
  primary key (organisation_id, id),
  check (0 <= forgotten and forgotten <= counter)
);
comment on table platform.change_account is 'The counter of an account; removals up to `forgotten` are no longer known.';
select platform.declare_owned('platform.change_account');

create table platform.change (
  organisation_id uuid not null,
  account_id uuid not null,
  what text not null,
  id uuid not null,
  counter bigint not null,
  created_counter bigint not null,
  is_removed boolean not null,
  at timestamptz not null,
  primary key (organisation_id, account_id, what, id),
  foreign key (organisation_id, account_id) references platform.change_account on delete cascade
);
comment on table platform.change is 'The last change of each thing of an account; one that was removed stays for a while, so that clients learn it.';
-- changesSince: the changes of one account from a counter on.
create unique index change_since on platform.change (organisation_id, account_id, counter);
-- forgetRemovals: the nightly sweep.
create index change_removed on platform.change (at) where is_removed;
select platform.declare_owned('platform.change');
