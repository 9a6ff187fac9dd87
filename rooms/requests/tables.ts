// SPDX-License-Identifier: EUPL-1.2
type Instant = string;

export type Tables = {
  'requests.quote': {
    organisation_id: string;
    id: string;
    request_id: string;
    asker_id: string;
    quote_id: string;
    quote_number: string;
    prepared_by_name: string;
    prepared_at: Instant;
    cancelled_at: Instant | null;
    cancel_reason: string | null;
  };
  'organisations.body': { id: string; slug: string; name: string };
};
