// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

const incident = z.object({ incidentId: z.uuid(), bodyId: z.uuid() });
const check = z.object({ checkId: z.uuid(), bodyId: z.uuid() });
const target = z.object({ targetId: z.uuid(), bodyId: z.uuid() });

export const events = {
  'monitoring.incident-opened': incident,
  'monitoring.incident-acknowledged': incident,
  'monitoring.incident-closed': incident,
  'monitoring.incident-noted': incident,
  'monitoring.warned': check.extend({ subject: z.string(), tellsBody: z.boolean() }),
  'monitoring.target-declared': target,
  'monitoring.target-withdrawn': target,
  'monitoring.target-decided': target.extend({ outcome: z.enum(['approved', 'refused']) }),
  'monitoring.check-added': check,
  'monitoring.check-changed': check,
  'monitoring.check-removed': check,
  'monitoring.maintenance-planned': z.object({ maintenanceId: z.uuid() }),
  'monitoring.maintenance-cancelled': z.object({ maintenanceId: z.uuid() }),
  'monitoring.settings-changed': z.object({}),
} as const;

export const eventLabels = {
  'monitoring.incident-opened': 'Un incident commence',
  'monitoring.incident-acknowledged': 'Quelqu’un prend un incident en charge',
  'monitoring.incident-closed': 'Un incident est clos',
  'monitoring.warned': 'Un certificat, un nom de domaine ou un disque est à prévoir',
} as const;

type Payloads = { [Name in keyof typeof events]: z.input<(typeof events)[Name]> };

declare module '#platform/events/told.ts' {
  // oxlint-disable-next-line typescript/no-empty-object-type, typescript/no-empty-interface -- declaration merging
  interface ToldEvents extends Payloads {}
}
