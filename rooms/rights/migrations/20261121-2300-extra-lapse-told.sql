-- SPDX-License-Identifier: EUPL-1.2
-- The last day of an extra for which it was told that it lapses: changed, it is told again.
alter table rights.extra add column lapse_told_for date;
