// SPDX-License-Identifier: EUPL-1.2
import type { Edition } from './edition-schema.ts';

type Instant = string;
type Day = string;

export type Act = Edition['act'];
export type EditionStatus = Edition['status'];

export type EditionRow = {
  organisation_id: string;
  id: string;
  key: string;
  label: string;
  status: EditionStatus;
  content: Edition;
  revision: number;
  based_on: string | null;
  act: Act | null;
  valid_from: Day | null;
  valid_to: Day | null;
  created_by: string | null;
  created_at: Instant;
  changed_at: Instant;
  proposed_by: string | null;
  proposed_at: Instant | null;
  in_force_by: string | null;
  in_force_at: Instant | null;
  archived_by: string | null;
  archived_at: Instant | null;
};

export type Tables = {
  'catalogue.edition': EditionRow;
  'catalogue.edition_change': {
    organisation_id: string;
    id: string;
    edition_id: string;
    revision: number;
    at: Instant;
    by_person: string | null;
    says: string;
    change: Record<string, unknown>;
    reason: string | null;
  };
  'organisations.body': { id: string; slug: string; name: string; kind: string };
  'organisations.appearance': { organisation_id: string; name: string; accent: string | null };
  'people.mandate': { organisation_id: string; person_id: string; roles: string[]; begins_on: Day; ends_on: Day | null };
  'people.person': { id: string; given_name: string; family_name: string };
  'people.colleague': { organisation_id: string; id: string; person_id: string; given_name: string; family_name: string; begins_on: string };
};
