// SPDX-License-Identifier: EUPL-1.2
import type { ReportLine } from '#platform/room.ts';

type Instant = string;
type Day = string;
export type Tone = 'good' | 'watch' | 'bad';

export type Tables = {
  'reports.weekly': {
    organisation_id: string;
    id: string;
    operator_id: string;
    week: string;
    from_on: Day;
    to_on: Day;
    tone: Tone;
    summary: string;
    lines: ReportLine[];
    made_at: Instant;
  };
  'reports.standing': {
    organisation_id: string;
    id: string;
    operator_id: string;
    epci_id: string | null;
    week: string;
    tone: Tone;
    summary: string;
    failures: number;
    to_do: number;
    used_bytes: number | null;
    allowed_bytes: number | null;
  };
  'reports.run': { organisation_id: string; id: string; week: string; what: 'write' | 'roll-up'; at: Instant };
  'reports.awaited': { organisation_id: string; id: string; week: string; body_id: string; epci_id: string | null };
  'reports.setting': {
    organisation_id: string;
    id: string;
    is_mailed: boolean;
    mandate_ids: string[];
    addresses: string[];
    tells_epci: boolean;
    changed_at: Instant;
  };
  'organisations.body': { id: string; slug: string; name: string };
};
