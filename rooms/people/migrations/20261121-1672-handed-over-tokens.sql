-- SPDX-License-Identifier: EUPL-1.2
-- Whoever vouched for a token may know its secret: taken over by somebody else, it serves until that day only, and the program is given another.
alter table people.api_token add column secret_until timestamptz;
create or replace function people.whose_api_token(presented bytea, at timestamptz) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
  select jsonb_build_object(
    'tokenId', t.id,
    'name', t.label,
    'organisationId', t.organisation_id,
    'permissions', t.permissions,
    'expiresAt', least(t.expires_at, t.secret_until),
    'mandates', people.mandates_of(t.vouched_by, at, '{mfa}', t.organisation_id))
  from people.api_token t
  where t.secret_digest = presented
    and t.revoked_at is null
    and least(t.expires_at, t.secret_until) > at
$$;
