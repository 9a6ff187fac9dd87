-- SPDX-License-Identifier: EUPL-1.2
-- A party of two dossiers that go together sees that they do.
select platform.also_readable('dossiers.link', 'parties',
  'exists (select from dossiers.party p where p.organisation_id = link.organisation_id and p.dossier_id = link.dossier_id and p.left_at is null and p.party_id = any ((select platform.readable())::uuid[]))
   and exists (select from dossiers.party p where p.organisation_id = link.organisation_id and p.dossier_id = link.other_id and p.left_at is null and p.party_id = any ((select platform.readable())::uuid[]))');
-- The sister dossiers of one: each end of the tie is looked up.
create index link_dossier on dossiers.link (dossier_id);
create index link_sister on dossiers.link (other_id);
