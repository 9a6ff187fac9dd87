-- SPDX-License-Identifier: EUPL-1.2
-- A digest may also come once a week, on Monday morning.
alter table platform.notice_choice drop constraint notice_choice_by_mail_check;
alter table platform.notice_choice add constraint notice_choice_by_mail_check check (by_mail in ('at-once', 'daily', 'weekly', 'none'));
