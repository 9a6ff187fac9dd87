-- SPDX-License-Identifier: EUPL-1.2
-- Requests counted per key and window, by every server process. Unlogged: a crash forgets the counts, which harms nobody.
create unlogged table platform.rate_limit (
  key text primary key,
  window_number bigint not null,
  window_ends timestamptz not null,
  taken integer not null
);
comment on table platform.rate_limit is 'Requests taken in the current window, per key.';
create index rate_limit_ended on platform.rate_limit (window_ends);
select platform.declare_reference('platform.rate_limit');
grant insert, update, delete on platform.rate_limit to beffroi_server;
