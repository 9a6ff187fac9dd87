-- SPDX-License-Identifier: EUPL-1.2
-- What a payer contests, by itself on its own page or as the operator noted it, and what was answered.
create table billing.contest (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  document_id uuid not null,
  payer_id uuid not null references organisations.body (id),
  -- Whether the payer said it here, or the operator noted what it was told elsewhere.
  is_by_payer boolean not null,
  opened_on date not null,
  reason text not null check (reason <> ''),
  opened_name text not null,
  opened_at timestamptz not null,
  verdict text check (verdict in ('upheld', 'rejected', 'withdrawn')),
  answer text,
  answered_on date,
  answered_name text,
  -- One that is upheld stays until an avoir corrects the document.
  closed_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, document_id) references billing.document (organisation_id, id),
  check (num_nonnulls(verdict, answer, answered_on, answered_name) in (0, 4)),
  check (closed_at is null or verdict is not null)
);
comment on table billing.contest is 'Contests of documents: who contests and why, what the operator answers, until an avoir corrects what was upheld.';
create unique index contest_under_way on billing.contest (organisation_id, document_id) where closed_at is null;
create index contest_of_document on billing.contest (organisation_id, document_id, opened_at);
create index contest_of_payer on billing.contest (payer_id, opened_at);
select platform.declare_shared('billing.contest', array['payer_id']);

-- Those that operators noted before.
insert into billing.contest (organisation_id, id, document_id, payer_id, is_by_payer, opened_on, reason, opened_name, opened_at)
select s.organisation_id, gen_random_uuid(), s.document_id, s.payer_id, false, s.contested_on, coalesce(s.contest_reason, 'Motif non noté'),
  coalesce(h.by_name, ''), coalesce(h.at, now())
from billing.standing s
left join lateral (
  select by_name, at
  from billing.happening
  where organisation_id = s.organisation_id and document_id = s.document_id and what = 'contested'
  order by at desc
  limit 1
) h on true
where s.contested_on is not null;
