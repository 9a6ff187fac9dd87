-- SPDX-License-Identifier: EUPL-1.2
-- API tokens: a program acts for a body, with permissions that a person who serves it vouches for.

create table people.api_token (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  label text not null,
  permissions text[] not null check (cardinality(permissions) > 0),
  -- SHA-256 of 192 random bits.
  secret_digest bytea not null unique,
  -- Its last characters, to tell it from others.
  ending text not null,
  -- The person whose permissions bound the token's: it never does what they may no longer do.
  vouched_by uuid not null references people.person (id),
  created_by uuid not null references people.person (id),
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at <= created_at + interval '366 days'),
  used_at timestamptz,
  revoked_at timestamptz,
  primary key (organisation_id, id)
);
comment on table people.api_token is 'Secrets by which programs act for a body, with some permissions and until a date.';
create index api_token_voucher on people.api_token (organisation_id, vouched_by) where revoked_at is null;
select platform.declare_owned('people.api_token');
create trigger access_changed after insert or delete or update of permissions, secret_digest, vouched_by, expires_at, revoked_at
  on people.api_token for each statement execute function people.tell_access_changed();

-- Whose token this is, with the mandates of the day of the person who vouches for it in its body.
create function people.whose_api_token(presented bytea, at timestamptz) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
  select jsonb_build_object(
    'tokenId', t.id,
    'name', t.label,
    'organisationId', t.organisation_id,
    'permissions', t.permissions,
    'expiresAt', t.expires_at,
    'mandates', people.mandates_of(t.vouched_by, at, '{mfa}', t.organisation_id))
  from people.api_token t
  where t.secret_digest = presented
    and t.revoked_at is null
    and t.expires_at > at
$$;
revoke execute on function people.whose_api_token(bytea, timestamptz) from public;
grant execute on function people.whose_api_token(bytea, timestamptz) to beffroi_server;
