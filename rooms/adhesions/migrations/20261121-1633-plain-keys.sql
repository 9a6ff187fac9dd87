-- SPDX-License-Identifier: EUPL-1.2
-- A table that may be split by organisation has no unique key without it.
drop index adhesions.convention_id;
create index convention_id on adhesions.convention (id);
drop index adhesions.register_entry_id;
create index register_entry_id on adhesions.register_entry (id);
