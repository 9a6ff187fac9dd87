// SPDX-License-Identifier: EUPL-1.2
import type { BodyKind } from './body-kinds.ts';

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
  ended_on: Day | null;
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
};
