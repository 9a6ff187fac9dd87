// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

const change = z.strictObject({ kind: z.enum(['merger', 'dissolution', 'move']), bodyIds: z.array(z.uuid()), intoId: z.uuid().nullable() });

export const mergerEvents = { 'adhesions.change-proposed': change, 'adhesions.change-applied': change };

declare module '#platform/events/told.ts' {
  interface ToldEvents extends ToldOfMergers {}
}

type ToldOfMergers = { [name in keyof typeof mergerEvents]: z.infer<(typeof mergerEvents)[name]> };
