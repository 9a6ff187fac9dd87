// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

const bodyId = z.uuid();

export const events = {
  'organisations.body-declared': z.strictObject({ bodyId }),
  'organisations.body-withdrawn': z.strictObject({ bodyId }),
  'organisations.facts-entered': z.strictObject({ bodyId, facts: z.array(z.string()), sinceOn: z.string() }),
  'organisations.bodies-imported': z.strictObject({ importId: z.uuid(), declared: z.int(), changed: z.int() }),
  'organisations.territory-extended': z.strictObject({ bodyIds: z.array(bodyId), sinceOn: z.string() }),
  'organisations.territory-part-ended': z.strictObject({ bodyId, untilOn: z.string().nullable() }),
  'organisations.appearance-changed': z.strictObject({ name: z.string() }),
  'organisations.legal-changed': z.strictObject({ version: z.int() }),
  'organisations.operator-opened': z.strictObject({ bodyId }),
  'organisations.edition-imported': z.strictObject({ edition: z.int(), added: z.int(), changed: z.int(), ended: z.int() }),
  'organisations.merger-recorded': z.strictObject({ predecessorIds: z.array(bodyId), successorId: bodyId, on: z.string() }),
};

type Events = typeof events;

/** What a body reads where it chooses the events to send elsewhere. */
export const eventLabels = {
  'organisations.facts-entered': 'Les informations de la collectivité changent',
  'organisations.territory-extended': 'Le territoire s’étend',
  'organisations.territory-part-ended': 'Une partie du territoire prend fin',
  'organisations.appearance-changed': 'L’apparence de la plateforme change',
};

declare module '#platform/events/told.ts' {
  interface ToldEvents extends Told {}
}

type Told = { [name in keyof Events]: z.infer<Events[name]> };
