-- SPDX-License-Identifier: EUPL-1.2
-- What an operator says of an incident to everybody, on its public page.
alter table monitoring.entry add column is_public boolean not null default false;
