-- SPDX-License-Identifier: EUPL-1.2
-- The body in the address took a target back: the operator's word about it ends at once, and with it what is asked of that machine. What is due no
-- more leaves the queue: it would stand first in every round, in the place of others.
create or replace function monitoring.end_approval(target uuid, now timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog
begin atomic
  update monitoring.check c
  set is_paused = true, changed_at = now
  from monitoring.approval a
  where a.body_id = platform.writable() and a.target_id = target and c.organisation_id = a.organisation_id and c.approval_id = a.id;
  update monitoring.state s
  set next_at = '9999-01-01T00:00:00Z'
  from monitoring.check c
  join monitoring.approval a on a.organisation_id = c.organisation_id and a.id = c.approval_id
  where a.body_id = platform.writable() and a.target_id = target and s.organisation_id = c.organisation_id and s.id = c.id;
  update monitoring.approval
  set ended_at = now
  where body_id = platform.writable() and target_id = target and ended_at is null;
end;

update monitoring.state s
set next_at = '9999-01-01T00:00:00Z'
from monitoring.check c
where c.organisation_id = s.organisation_id and c.id = s.id and c.is_paused;
