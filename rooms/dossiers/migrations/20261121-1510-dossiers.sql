-- SPDX-License-Identifier: EUPL-1.2
-- The typed file of everything regulatory. What happens is appended and never rewritten; the row of the dossier is where it stands now.
create schema dossiers;

create table dossiers.dossier (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  type text not null,
  number text not null,
  title text not null,
  step text not null,
  status text not null check (status in ('open', 'suspended', 'closed')),
  -- Who must act: the owner, or the role of a party.
  awaits text not null,
  due_on date,
  assignee_id uuid references people.person (id),
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  closed_at timestamptz,
  -- Rank of the last happening: of two writers at once, the second reads again.
  rank integer not null,
  -- What opened it, such as a quote: opened once, whatever is replayed.
  opening_key text not null,
  primary key (organisation_id, id),
  unique (organisation_id, type, opening_key),
  unique (organisation_id, number),
  check ((status = 'closed') = (closed_at is not null))
);
comment on table dossiers.dossier is 'A regulatory file: where it stands, who must act, by when.';
create index dossier_by_due on dossiers.dossier (organisation_id, status, due_on);
create index dossier_by_change on dossiers.dossier (organisation_id, type, changed_at desc);
create index dossier_assignee on dossiers.dossier (assignee_id) where status = 'open';
select platform.declare_owned('dossiers.dossier');

create table dossiers.party (
  organisation_id uuid not null,
  id uuid not null,
  dossier_id uuid not null,
  party_id uuid not null references organisations.body (id),
  role text not null,
  joined_at timestamptz not null,
  left_at timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, dossier_id, party_id, role),
  foreign key (organisation_id, dossier_id) references dossiers.dossier (organisation_id, id) on delete cascade
);
comment on table dossiers.party is 'Bodies that take part in a dossier, each with its own view.';
create index party_of on dossiers.party (party_id, dossier_id);
select platform.declare_shared('dossiers.party', array['party_id']);
select platform.also_readable('dossiers.dossier', 'parties',
  'exists (select from dossiers.party p where p.organisation_id = dossier.organisation_id and p.dossier_id = dossier.id and p.left_at is null and p.party_id = any ((select platform.readable())::uuid[]))');

create table dossiers.happening (
  organisation_id uuid not null,
  id uuid not null,
  dossier_id uuid not null,
  rank integer not null check (rank > 0),
  kind text not null,
  -- `all` is read by every party, `owner` by the body of the dossier alone, otherwise the role that reads it.
  visible_to text not null,
  content jsonb not null,
  -- Day of effect in Paris, which may precede the day on which it is written.
  on_day date not null,
  at timestamptz not null,
  by_person uuid,
  by_name text not null,
  by_body uuid not null references organisations.body (id),
  -- SHA-256 of the content and of the digest before: a history with a line taken out no longer adds up.
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  primary key (organisation_id, id),
  unique (organisation_id, dossier_id, rank),
  foreign key (organisation_id, dossier_id) references dossiers.dossier (organisation_id, id)
);
comment on table dossiers.happening is 'All that happened in a dossier, in order; nothing is overwritten.';
select platform.declare_owned('dossiers.happening', append_only => true);
select platform.also_readable('dossiers.happening', 'parties',
  'exists (select from dossiers.party p where p.organisation_id = happening.organisation_id and p.dossier_id = happening.dossier_id and p.left_at is null and p.party_id = any ((select platform.readable())::uuid[]) and happening.visible_to in (''all'', p.role))');

create table dossiers.piece (
  organisation_id uuid not null,
  id uuid not null,
  dossier_id uuid not null,
  kind text not null,
  name text not null,
  type text not null,
  blob_id uuid not null,
  size bigint not null,
  digest text not null,
  visible_to text not null,
  -- Date of the document itself.
  dated_on date,
  author text not null,
  added_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, dossier_id) references dossiers.dossier (organisation_id, id)
);
comment on table dossiers.piece is 'Documents of a dossier, with the digest of their bytes.';
create index piece_of on dossiers.piece (organisation_id, dossier_id);
select platform.declare_owned('dossiers.piece');
select platform.also_readable('dossiers.piece', 'parties',
  'exists (select from dossiers.party p where p.organisation_id = piece.organisation_id and p.dossier_id = piece.dossier_id and p.left_at is null and p.party_id = any ((select platform.readable())::uuid[]) and piece.visible_to in (''all'', p.role))');

create table dossiers.link (
  organisation_id uuid not null,
  id uuid not null,
  dossier_id uuid not null,
  other_id uuid not null,
  how text not null,
  linked_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, dossier_id, other_id, how),
  check (dossier_id <> other_id),
  foreign key (organisation_id, dossier_id) references dossiers.dossier (organisation_id, id) on delete cascade,
  foreign key (organisation_id, other_id) references dossiers.dossier (organisation_id, id) on delete cascade
);
comment on table dossiers.link is 'Dossiers that go together: one for each party that decides for itself.';
create index link_other on dossiers.link (organisation_id, other_id);
select platform.declare_owned('dossiers.link');

create table dossiers.counter (
  organisation_id uuid not null references organisations.body (id),
  id uuid not null,
  prefix text not null,
  year integer not null,
  last_number integer not null,
  primary key (organisation_id, id),
  unique (organisation_id, prefix, year)
);
comment on table dossiers.counter is 'Last number given in a year, by prefix.';
select platform.declare_owned('dossiers.counter');

-- Removes the history of the body that this transaction writes, which nothing else may rewrite.
create function dossiers.erase_happenings() returns void
language sql volatile security definer set search_path = pg_catalog
begin atomic
  delete from dossiers.happening where organisation_id = platform.writable();
end;
revoke execute on function dossiers.erase_happenings() from public;
grant execute on function dossiers.erase_happenings() to beffroi_server;
