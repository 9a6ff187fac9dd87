-- SPDX-License-Identifier: EUPL-1.2
-- Bytes that bodies keep. The bytes themselves lie in the store, under <organisation_id>/<id>.

create table platform.body_key (
  organisation_id uuid not null,
  purpose text not null check (purpose in ('blobs')),
  -- Wrapped by the root key: without this row, what it sealed is noise.
  wrapped_key bytea not null,
  created_at timestamptz not null,
  primary key (organisation_id, purpose)
);
comment on table platform.body_key is 'Keys of a body. Erasing one erases all that it sealed, copies and backups of the store included.';
select platform.declare_owned('platform.body_key');

create table platform.blob (
  organisation_id uuid not null,
  id uuid not null,
  -- SHA-256 of the content. Compared within the body only: what one body keeps says nothing to another.
  digest bytea not null check (octet_length(digest) = 32),
  size bigint not null check (size >= 0),
  -- Kept as received, for the client has encrypted it already.
  is_raw boolean not null,
  created_at timestamptz not null,
  -- Since when no row needs it; it goes after a time of grace.
  unreferenced_at timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, digest, is_raw)
);
comment on table platform.blob is 'Each content that a body keeps, once.';
create index blob_unreferenced on platform.blob (unreferenced_at) where unreferenced_at is not null;
select platform.declare_owned('platform.blob');

create table platform.blob_reference (
  organisation_id uuid not null,
  blob_id uuid not null,
  table_name text not null,
  row_id uuid not null,
  -- The same content may bear several names.
  name text,
  type text not null,
  created_at timestamptz not null,
  primary key (organisation_id, blob_id, table_name, row_id),
  foreign key (organisation_id, blob_id) references platform.blob (organisation_id, id)
);
comment on table platform.blob_reference is 'Which rows need a blob. Written and removed in the transaction of the row.';
create index blob_reference_row on platform.blob_reference (organisation_id, table_name, row_id);
select platform.declare_owned('platform.blob_reference');
