// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import type { Disk } from './judge-disks.ts';

const report = z.object({
  disks: z
    .array(z.object({ name: z.string().min(1).max(80), total: z.number().positive(), free: z.number().min(0) }))
    .min(1)
    .max(40),
});

/** Disks as a machine reports them, in any unit; null when it is no such report. */
export function readDisks(reported: unknown): Disk[] | null {
  const read = report.safeParse(reported);
  if (!read.success) return null;
  return read.data.disks.map(({ name, total, free }) => ({ name, percent: Math.round((100 * Math.max(0, total - free)) / total) }));
}
