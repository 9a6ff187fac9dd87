-- SPDX-License-Identifier: EUPL-1.2
-- Roles and extensions, once for each database and without harm when repeated. The embedded server, the tests and an external
-- PostgreSQL (15 or newer) all read this file; connect to the database itself, as a superuser. See docs/operate/database.md.

do $$ begin
  if not exists (select from pg_roles where rolname = 'beffroi_owner') then
    -- Owns the schema: migrations only.
    create role beffroi_owner login;
  end if;
  if not exists (select from pg_roles where rolname = 'beffroi_across') then
    -- Sees every body: entered for one transaction, by SET LOCAL ROLE.
    create role beffroi_across nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'beffroi_server') then
    -- What the product connects as: NOINHERIT, or membership of the role above would open every body at once.
    create role beffroi_server login noinherit;
  end if;
  if not pg_has_role('beffroi_server', 'beffroi_across', 'member') then
    grant beffroi_across to beffroi_server;
  end if;
  execute format('alter database %I owner to beffroi_owner', current_database());
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to beffroi_server', current_database());
end $$;

create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gist;
create extension if not exists fuzzystrmatch;
