-- SPDX-License-Identifier: EUPL-1.2
-- A national run writes 360 000 lines: what is proved twice is proved once. A line stands under a document to come of the same operator
-- (organisation_id, liquidation_id), which itself stands under a run and a body: the line need not name the body again.
alter table billing.liquidation_line drop constraint liquidation_line_organisation_id_fkey;
alter table billing.liquidation drop constraint liquidation_organisation_id_fkey;
