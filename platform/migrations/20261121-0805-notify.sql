-- SPDX-License-Identifier: EUPL-1.2
-- What a person is told, in page and by mail.

create table platform.notice (
  person_id uuid not null,
  id uuid not null,
  -- The body in which it happened.
  organisation_id uuid not null,
  -- One per person and thing told: told again, it changes nothing.
  key text not null,
  -- Such as leave.approved.
  what text not null,
  title text not null,
  href text not null check (href ~ '^/([^/\\]|$)'),
  importance text not null check (importance in ('low', 'normal', 'high')),
  created_at timestamptz not null,
  read_at timestamptz,
  mailed_at timestamptz,
  primary key (person_id, id),
  unique (person_id, key)
);
comment on table platform.notice is 'What each person was told.';
create index notice_recent on platform.notice (person_id, created_at desc, id desc);
create index notice_unread on platform.notice (person_id) where read_at is null;
create index notice_of_body on platform.notice (organisation_id);
create index notice_to_mail on platform.notice (created_at) where read_at is null and mailed_at is null;
select platform.declare_identity('platform.notice', 'person_id');

create table platform.notice_choice (
  person_id uuid primary key,
  by_mail text not null check (by_mail in ('at-once', 'daily', 'none'))
);
comment on table platform.notice_choice is 'How a person wants to be told by mail; daily where nothing was chosen.';
select platform.declare_identity('platform.notice_choice', 'person_id');

-- One person acts, another is told: the only way to write a row of somebody else, and always in the name of the body that is written.
-- Returns the choice of the person told, null when they knew already.
create function platform.tell_person(told uuid, new_id uuid, new_key text, new_what text, new_title text, new_href text, new_importance text, at timestamptz)
returns text
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into platform.notice (person_id, id, organisation_id, key, what, title, href, importance, created_at)
  values (told, new_id, platform.writable(), new_key, new_what, new_title, new_href, new_importance, at)
  on conflict (person_id, key) do nothing;
  if not found then
    return null;
  end if;
  perform pg_notify('beffroi_notice', told::text);
  return coalesce((select by_mail from platform.notice_choice c where c.person_id = told), 'daily');
end $$;
revoke execute on function platform.tell_person(uuid, uuid, text, text, text, text, text, timestamptz) from public;
grant execute on function platform.tell_person(uuid, uuid, text, text, text, text, text, timestamptz) to beffroi_server;

-- What a body told goes with the body.
create function platform.forget_notices() returns void
language sql security definer set search_path = pg_catalog
begin atomic
  delete from platform.notice where organisation_id = platform.writable();
end;
revoke execute on function platform.forget_notices() from public;
grant execute on function platform.forget_notices() to beffroi_server;
