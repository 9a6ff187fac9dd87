-- SPDX-License-Identifier: EUPL-1.2
-- Application passwords and API tokens are remembered by each process for some seconds: whatever could close one of them says so at once.

create function people.tell_access_changed() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  perform pg_notify('people_access', '');
  return null;
end $$;
revoke execute on function people.tell_access_changed() from public;

-- Once a statement, however many rows: a mass renewal tells it once. Noting when a secret served is not among what tells it.
create trigger access_changed after insert or delete or update of protocols, organisation_id, secret_digest, expires_at, revoked_at
  on people.app_password for each statement execute function people.tell_access_changed();
create trigger access_changed after insert or delete or update
  on people.mandate for each statement execute function people.tell_access_changed();
create trigger access_changed after insert or delete or update
  on people.role for each statement execute function people.tell_access_changed();
create trigger access_changed after update of main_id
  on people.person for each statement execute function people.tell_access_changed();

-- Whose application password this is, with the names under which a device may present itself. A text body: the function that it calls may be replaced.
create function people.app_password_holder(presented bytea, protocol text, at timestamptz) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
  select w.who || jsonb_build_object(
    'expiresAt', (select p.expires_at from people.app_password p where p.secret_digest = presented),
    'logins', (
      select coalesce(jsonb_agg(distinct l.login), '[]'::jsonb)
      from (
        select lower(c.login) as login
        from people.credential c
        join people.person a on a.id = c.person_id
        where coalesce(a.main_id, a.id) = (w.who ->> 'personId')::uuid
        union
        select d.address
        from people.address d
        join people.person a on a.id = d.person_id
        where coalesce(a.main_id, a.id) = (w.who ->> 'personId')::uuid and d.verified_at is not null
        union
        select lower(m.email)
        from jsonb_to_recordset(w.who -> 'mandates') as held (id uuid, "organisationId" uuid)
        join people.mandate m on m.organisation_id = held."organisationId" and m.id = held.id
      ) l
      where l.login is not null))
  from people.whose_app_password(presented, protocol, at) as w (who)
  where w.who is not null
$$;
revoke execute on function people.app_password_holder(bytea, text, timestamptz) from public;
grant execute on function people.app_password_holder(bytea, text, timestamptz) to beffroi_server;
