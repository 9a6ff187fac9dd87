-- SPDX-License-Identifier: EUPL-1.2
-- Measured since: PostgreSQL compresses no row under two kilobytes, whatever its toast_tuple_target. The row of a check that is looked at every five
-- minutes is 1.9 kB as it is; that of one looked at every minute is compressed, and its equal gaps weigh nothing.
comment on table monitoring.result is 'What the looks of a day found, a row a check, for thirty days: 1.9 kB for 288 looks, longer rows compressed.';
