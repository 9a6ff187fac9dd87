-- SPDX-License-Identifier: EUPL-1.2
-- Which copies hold the bytes of a blob: asked before they are removed, and for each blob that a backup of the installation may leave out.
create index copy_blob on backup.copy (organisation_id, blob_id);
