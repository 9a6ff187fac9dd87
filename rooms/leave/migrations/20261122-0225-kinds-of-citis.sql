-- SPDX-License-Identifier: EUPL-1.2
-- The rapport social unique counts accidents of service, accidents on the way and occupational illness apart: bodies that began with one kind for the
-- three gain the two others. The first keeps what the body made of it, but for the label that it was given here.
insert into leave.kind (
  organisation_id, id, key, label, short, colour, counter, most_at_once, most_per_year, takes_hours, asked_by, needs_answer, proof, is_health, is_family,
  is_at_work, is_private, is_service, payroll_code, text, rank, archived_at
)
select
  k.organisation_id, gen_random_uuid(), added.key, added.label, added.short, k.colour, k.counter, k.most_at_once, k.most_per_year, k.takes_hours, k.asked_by,
  k.needs_answer, k.proof, k.is_health, k.is_family, k.is_at_work, k.is_private, k.is_service, k.payroll_code, added.text, k.rank, k.archived_at
from leave.kind k
cross join (
  values
    ('citis-trajet', 'Accident de trajet', 'ITT', 'Code général de la fonction publique, art. L. 822-19 et L. 822-21 à L. 822-25'),
    ('citis-maladie', 'Maladie professionnelle', 'ITM', 'Code général de la fonction publique, art. L. 822-20 à L. 822-25')
) as added (key, label, short, text)
where k.key = 'citis'
on conflict (organisation_id, key) do nothing;

update leave.kind
set label = 'Accident de service'
where key = 'citis' and label = 'Accident de service ou maladie professionnelle';
