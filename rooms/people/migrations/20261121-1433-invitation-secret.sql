-- SPDX-License-Identifier: EUPL-1.2
-- 256 random bits are unique without being told, and a unique index would keep the table from being split by body.
drop index people.invitation_secret;
create index invitation_secret on people.invitation (secret_digest);
