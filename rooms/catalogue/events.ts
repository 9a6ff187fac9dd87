// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

const edition = { editionId: z.uuid(), key: z.string() };

export const events = {
  'catalogue.edition-drafted': z.strictObject(edition),
  'catalogue.edition-revised': z.strictObject({ ...edition, revision: z.int() }),
  'catalogue.draft-deleted': z.strictObject(edition),
  'catalogue.edition-voted': z.strictObject({ ...edition, actNumber: z.string().nullable() }),
  /** `from` may lie ahead: the edition prices from that day. */
  'catalogue.edition-in-force': z.strictObject({ ...edition, from: z.iso.date() }),
  'catalogue.edition-archived': z.strictObject({ ...edition, lastDay: z.iso.date().nullable() }),
};

type Told = { editionId: string; key: string };

/** What a body reads where it chooses the events to send elsewhere. */
export const eventLabels = {
  'catalogue.edition-drafted': 'Un projet de tarif est créé',
  'catalogue.edition-voted': 'Un tarif est voté',
  'catalogue.edition-in-force': 'Un tarif entre en vigueur',
  'catalogue.edition-archived': 'Un tarif est archivé',
};

declare module '#platform/events/told.ts' {
  interface ToldEvents {
    'catalogue.edition-drafted': Told;
    'catalogue.edition-revised': Told & { revision: number };
    'catalogue.draft-deleted': Told;
    'catalogue.edition-voted': Told & { actNumber: string | null };
    'catalogue.edition-in-force': Told & { from: string };
    'catalogue.edition-archived': Told & { lastDay: string | null };
  }
}
