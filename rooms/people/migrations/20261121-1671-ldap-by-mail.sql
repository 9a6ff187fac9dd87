-- SPDX-License-Identifier: EUPL-1.2
-- Whose an address is, for a search by mail: mail servers ask it at each delivery. A policy hides an index on a function that is not leakproof, so
-- the search enters by this one, which looks only where the transaction may read.
create index mandate_mail_in_ldap on people.mandate (people.ldap_plain(email)) where email is not null;
create function people.ldap_mailed(wanted text) returns setof uuid
language sql stable rows 2 security definer set search_path = pg_catalog
as $$
  select m.person_id
  from people.mandate m
  where people.ldap_plain(m.email) = wanted
    and m.organisation_id = any ((select platform.readable())::uuid[])
$$;
revoke execute on function people.ldap_mailed(text) from public;
grant execute on function people.ldap_mailed(text) to beffroi_server;
