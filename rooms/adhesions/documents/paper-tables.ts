// SPDX-License-Identifier: EUPL-1.2
import type { ColumnType } from 'kysely';

type Instant = string;
type Day = string;

/** Templates, documents, signatures and time-stamps of the room's own schema. */
export type PaperTables = {
  'adhesions.template_version': {
    organisation_id: string;
    id: string;
    document: string;
    number: number;
    source: string;
    digest: string;
    note: string;
    restores: number | null;
    written_at: Instant;
    written_by: string;
  };
  'adhesions.document': {
    organisation_id: string;
    id: string;
    dossier_id: string;
    document: string;
    title: string;
    template_number: number;
    template_digest: string;
    quote_number: string;
    subject_digest: string;
    pdf_piece_id: string;
    pdf_digest: string;
    docx_piece_id: string;
    docx_digest: string;
    made_at: Instant;
    made_by: string;
  };
  'adhesions.signature_request': {
    organisation_id: string;
    id: string;
    dossier_id: string;
    document_id: string;
    title: string;
    digest: string;
    state: 'prepared' | 'sent' | 'signed' | 'refused' | 'cancelled';
    prepared_at: Instant;
    prepared_by: string;
    sent_at: Instant | null;
    closed_at: Instant | null;
  };
  'adhesions.signatory': {
    organisation_id: string;
    id: string;
    request_id: string;
    rank: number;
    party_id: string;
    name: string;
    quality: string;
    state: 'waiting' | 'signed' | 'refused';
    signed_on: Day | null;
    piece_id: string | null;
    digest: string | null;
    reason: string | null;
    recorded_at: Instant | null;
    recorded_by: string | null;
  };
  'adhesions.time_stamp': {
    organisation_id: string;
    id: string;
    dossier_id: string;
    act: string;
    label: string;
    rank: number;
    statement: string;
    digest: string;
    asked_at: Instant;
    stamp: ColumnType<Record<string, unknown> | null, string | null, string>;
    stamped_at: Instant | null;
  };
};
