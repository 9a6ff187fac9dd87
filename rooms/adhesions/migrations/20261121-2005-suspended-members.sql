-- SPDX-License-Identifier: EUPL-1.2
-- A cadre is suspended with its whole territory: each body under it reads why it may use nothing.
select platform.also_readable('adhesions.suspension', 'member',
  'exists (select from adhesions.convention t where t.organisation_id = suspension.organisation_id and t.cadre_id = suspension.convention_id and t.beneficiary_id = any ((select platform.readable())::uuid[]))');
