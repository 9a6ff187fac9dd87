-- SPDX-License-Identifier: EUPL-1.2
-- When a thing first came, kept when it comes back: a client that had it before it went must hear that it went again.
alter table platform.change add column first_counter bigint;
update platform.change set first_counter = created_counter;
alter table platform.change alter column first_counter set not null;
