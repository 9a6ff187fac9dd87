-- SPDX-License-Identifier: EUPL-1.2
-- A payer reads its own postings whoever wrote them, year by year.
create index posting_read_by_payer on billing.posting (payer_id, year);
