-- SPDX-License-Identifier: EUPL-1.2
-- The first sign-in of a person whom a body has just given a mandate.
create table people.invitation (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  person_id uuid not null references people.person (id),
  email text not null,
  -- Null where the installation itself invites, from its command line.
  invited_by uuid,
  invited_at timestamptz not null,
  -- SHA-256 of the secret that the mailed link carries; null until the mail is written, and once the link has served.
  secret_digest bytea,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (organisation_id, id)
);
comment on table people.invitation is 'That a body asked a person to sign in for the first time, by a link to their mailbox.';
create unique index invitation_secret on people.invitation (secret_digest);
create unique index invitation_pending on people.invitation (organisation_id, person_id) where accepted_at is null and revoked_at is null;
create index invitation_person on people.invitation (person_id);
select platform.declare_owned('people.invitation');
