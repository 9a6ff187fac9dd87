// SPDX-License-Identifier: EUPL-1.2
import type { ColumnType } from 'kysely';
import type { BodyKind } from './contract/body-kinds.ts';
import type { AccessibilityStatus } from './contract/legal.ts';
import type { FactName, FactValue } from './declared/fact-values.ts';

type Source = 'hand' | 'csv' | 'demonstration';
type LogoType = 'image/png' | 'image/jpeg' | 'image/webp';
type Instant = string;
type Day = string;

export type BodyRow = {
  id: string;
  slug: string;
  name: string;
  kind: BodyKind;
  siren: string | null;
  insee: string | null;
  department: string | null;
  origin: 'register' | 'operator' | 'declared';
  began_on: Day | null;
  ended_on: Day | null;
};

export type LegalVersionRow = {
  organisation_id: string;
  id: string;
  version: number;
  publisher_name: string;
  publisher_legal_form: string | null;
  publisher_address: string | null;
  publisher_phone: string | null;
  publisher_email: string | null;
  director_role: string | null;
  director_name: string | null;
  host_name: string | null;
  host_address: string | null;
  host_phone: string | null;
  data_officer: string | null;
  data_email: string | null;
  data_address: string | null;
  accessibility_status: AccessibilityStatus;
  audited_on: Day | null;
  /** Per cent, as numbers of any precision come. */
  audit_rate: ColumnType<string | null, number | null, never>;
  auditor: string | null;
  accessibility_declared_on: Day | null;
  accessibility_contact: string | null;
  accessibility_faults: string[];
  accessibility_plan_address: string | null;
  source: Source;
  entered_by: string;
  entered_at: Instant;
};

export type Tables = {
  'organisations.body': BodyRow;
  'organisations.body_name': {
    body_id: string;
    folded: string;
    name: string;
    is_former: boolean;
    size: number;
    kind: BodyKind;
    began_on: Day | null;
    ended_on: Day | null;
  };
  'organisations.register_edition': {
    edition: number;
    package_version: string;
    in_force_on: Day;
    digest: string;
    communes: number;
    epci: number;
    imported_at: Instant;
  };
  'organisations.register_entry': {
    body_id: string;
    edition: number;
    name: string;
    kind: BodyKind;
    siren: string | null;
    insee: string | null;
    department: string | null;
  };
  'organisations.population': {
    body_id: string;
    edition: number;
    figure: 'totale' | 'municipale' | 'communeFile';
    inhabitants: number;
    vintage: string;
  };
  'organisations.membership': { epci_id: string; member_id: string; since_on: Day; until_on: Day | null };
  'organisations.former_commune': { insee: string; body_id: string; name: string | null; status: 'deleguee' | 'associee' | 'supprimee' };
  'organisations.succession': {
    predecessor_id: string;
    successor_id: string;
    happened_on: Day;
    source: 'register' | 'members' | 'recorded';
    reason: string | null;
  };
  'organisations.operator': { body_id: string; since_on: Day };
  'organisations.body_import': {
    organisation_id: string;
    id: string;
    file_name: string;
    lines: number;
    declared: number;
    changed: number;
    imported_by: string;
    imported_at: Instant;
  };
  'organisations.declaration': {
    organisation_id: string;
    id: string;
    body_id: string;
    name: string;
    kind: BodyKind;
    source: Source;
    import_id: string | null;
    declared_by: string;
    declared_at: Instant;
    withdrawn_at: Instant | null;
  };
  'organisations.fact': {
    organisation_id: string;
    id: string;
    body_id: string;
    what: FactName;
    since_on: Day;
    /** Written as JSON text. */ value: ColumnType<FactValue, string, never>;
    source: Source;
    note: string | null;
    import_id: string | null;
    entered_by: string;
    entered_at: Instant;
  };
  'organisations.territory_part': {
    organisation_id: string;
    id: string;
    body_id: string;
    since_on: Day;
    until_on: Day | null;
    added_by: string;
    added_at: Instant;
    ended_by: string | null;
  };
  'organisations.appearance': {
    organisation_id: string;
    id: string;
    name: string;
    accent: string | null;
    tower: string | null;
    logo: Buffer | null;
    logo_type: LogoType | null;
    changed_by: string;
    changed_at: Instant;
  };
  'organisations.legal_version': LegalVersionRow;
  'organisations.operator_version': { organisation_id: string; id: string; version: number };
};
