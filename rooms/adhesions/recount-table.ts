// SPDX-License-Identifier: EUPL-1.2
/** What a territory owes since it was counted again, as the database keeps it. */
export type RecountTables = {
  'adhesions.recount': {
    organisation_id: string;
    id: string;
    convention_id: string;
    payer_id: string;
    cause_id: string;
    cause: 'joined' | 'left';
    takes_effect_on: string;
    counted_before: number;
    counted_after: number;
    before_cents: number;
    yearly_cents: number;
    quote_id: string | null;
    recorded_at: string;
    recorded_by: string;
    replaced_at: string | null;
  };
};
