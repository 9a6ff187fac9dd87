-- SPDX-License-Identifier: EUPL-1.2
-- Where nothing was chosen, what awaits the person's answer is mailed at once and the rest each morning: somebody else waits meanwhile.
alter table platform.notice_choice drop constraint notice_choice_by_mail_check;
alter table platform.notice_choice
  add constraint notice_choice_by_mail_check check (by_mail in ('at-once', 'answers', 'daily', 'weekly', 'none'));
comment on table platform.notice_choice is 'How a person wants to be told by mail; answers at once, the rest daily, where nothing was chosen.';

-- As before, but for what it returns of whoever chose nothing.
create or replace function platform.tell_person(
  told uuid, new_id uuid, new_key text, new_what text, new_title text, new_href text, new_importance text, at timestamptz
)
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
  return coalesce((select by_mail from platform.notice_choice c where c.person_id = told), 'answers');
end $$;
