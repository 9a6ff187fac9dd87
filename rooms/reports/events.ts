// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

export const events = {
  'reports.weekly-made': z.object({ week: z.string() }),
  'reports.settings-changed': z.object({}),
} as const;

export const eventLabels = { 'reports.weekly-made': 'Le rapport de la semaine est prêt' } as const;

declare module '#platform/events/told.ts' {
  interface ToldEvents {
    'reports.weekly-made': { week: string };
    'reports.settings-changed': Record<string, never>;
  }
}
