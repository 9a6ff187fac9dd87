-- SPDX-License-Identifier: EUPL-1.2
-- A body's table can be split by body over several machines: nothing in it is unique over all of them. Numbers come from one sequence and secrets
-- are random: they meet no other all the same.
alter table people.ldap_name drop constraint ldap_name_number_key, add constraint ldap_name_number unique (organisation_id, number);
alter table people.ldap_reader drop constraint ldap_reader_secret_digest_key;
create index ldap_reader_secret on people.ldap_reader (secret_digest);
alter table people.suite_service
  drop constraint suite_service_number_key,
  drop constraint suite_service_key_digest_key,
  add constraint suite_service_number unique (organisation_id, number);
create index suite_service_number_of on people.suite_service (number);
create index suite_service_key on people.suite_service (key_digest);
