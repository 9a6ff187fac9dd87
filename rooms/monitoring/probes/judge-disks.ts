// SPDX-License-Identifier: EUPL-1.2
import type { Facts, Outcome } from '../contract/checks.ts';

export type Disk = { name: string; percent: number };

/** Disks against their thresholds: the fullest decides. */
export function judgeDisks(
  disks: readonly Disk[],
  { warnPercent, downPercent }: { warnPercent: number; downPercent: number },
): { outcome: Outcome; says: string; facts: Facts } {
  const fullest = disks.toSorted((a, b) => b.percent - a.percent);
  const [worst] = fullest;
  if (!worst) return { outcome: 'down', says: 'L’équipement ne montre aucun disque.', facts: {} };
  const facts = { disks: fullest.slice(0, 20) };
  const says = `Le disque ${worst.name} est plein à ${worst.percent} %.`;
  if (worst.percent >= downPercent) return { outcome: 'down', says, facts };
  if (worst.percent >= warnPercent) return { outcome: 'warn', says, facts };
  return { outcome: 'up', says: '', facts };
}
