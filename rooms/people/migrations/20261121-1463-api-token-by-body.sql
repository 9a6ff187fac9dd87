-- SPDX-License-Identifier: EUPL-1.2
-- A body's table can be split by body over several machines: nothing in it is unique over all of them. 192 random bits meet no other.
alter table people.api_token drop constraint api_token_secret_digest_key;
create index api_token_secret on people.api_token (secret_digest);
