// SPDX-License-Identifier: EUPL-1.2
import type { Announcement } from './contract/announcements.ts';

type Instant = string;

export type AnnouncementRow = {
  organisation_id: string;
  id: string;
  severity: Announcement['severity'];
  title: string;
  says: string;
  services: string[];
  roles: string[];
  territory: Announcement['territory'];
  territory_ids: string[];
  is_public: boolean;
  begins_at: Instant;
  ends_at: Instant | null;
  status: Announcement['status'];
  revision: number;
  written_by: string;
  written_by_name: string;
  changed_at: Instant;
  published_at: Instant | null;
  ended_at: Instant | null;
};

export type RequestRow = {
  organisation_id: string;
  id: string;
  operator_id: string;
  service: string;
  title: string;
  message: string;
  asked_by: string;
  asked_by_name: string;
  asked_at: Instant;
  withdrawn_at: Instant | null;
  closed_at: Instant | null;
};

export type Tables = {
  'home.favourite': { person_id: string; organisation_id: string; service: string; place: number };
  'home.dismissal': { person_id: string; what: string; at: Instant };
  'home.service_request': RequestRow;
  'home.service_answer': {
    organisation_id: string;
    id: string;
    request_id: string;
    asker_id: string;
    outcome: 'accepted' | 'refused';
    reason: string;
    answered_by: string;
    answered_by_name: string;
    answered_at: Instant;
  };
  'home.announcement': AnnouncementRow;
  'home.announcement_body': { organisation_id: string; announcement_id: string; body_id: string };
  'home.announcement_update': { organisation_id: string; id: string; announcement_id: string; says: string; by_name: string; at: Instant };
  'organisations.body': { id: string; slug: string; name: string; kind: string };
};
