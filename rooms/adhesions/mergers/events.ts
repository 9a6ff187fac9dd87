// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

export const mergerEvents = {
  'adhesions.change-applied': z.strictObject({
    kind: z.enum(['merger', 'dissolution', 'move']),
    bodyIds: z.array(z.uuid()),
    intoId: z.uuid().nullable(),
  }),
};

declare module '#platform/events/told.ts' {
  interface ToldEvents extends ToldOfMergers {}
}

type ToldOfMergers = { [name in keyof typeof mergerEvents]: z.infer<(typeof mergerEvents)[name]> };
