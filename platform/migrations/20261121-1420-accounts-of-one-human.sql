-- SPDX-License-Identifier: EUPL-1.2
-- The accounts whose own rows the person who acts may see and write: theirs. The room of persons replaces this answer when it lets one
-- human being prove that several accounts are theirs.
create function platform.persons() returns setof uuid
language sql stable security definer set search_path = pg_catalog
as 'select platform.person()';
revoke execute on function platform.persons() from public;
grant execute on function platform.persons() to beffroi_server;

create or replace function platform.declare_identity(target regclass, person_column text) returns void language plpgsql as $$
begin
  perform platform.declare(target, 'identity', person_column, '{}');
  perform platform.protect(target);
  execute format('grant select, insert, update, delete on %s to beffroi_server', target);
  execute format(
    'create policy own_rows on %s to beffroi_server using (%I in (select platform.persons())) with check (%I in (select platform.persons()))',
    target, person_column, person_column);
end $$;

do $$
declare
  known record;
begin
  for known in select table_name, key_column from platform.table_kind where kind = 'identity' loop
    execute format(
      'alter policy own_rows on %s using (%I in (select platform.persons())) with check (%I in (select platform.persons()))',
      known.table_name, known.key_column, known.key_column);
  end loop;
end $$;
