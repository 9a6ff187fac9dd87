// SPDX-License-Identifier: EUPL-1.2
import type { DueLine } from './due-line.ts';

/**
 * A recount that lowers a shared year has a line of its own, below zero, which no document may bear: it lowers the line that it changes instead. Pure.
 */
export function foldDecreases(lines: readonly DueLine[]): DueLine[] {
  const lowered = lines.filter(({ netCents, sourceKey }) => netCents !== null && netCents < 0 && changedBy(sourceKey) !== null);
  if (lowered.length === 0) return [...lines];
  const changes = Map.groupBy(lowered, ({ sourceKey }) => changedBy(sourceKey) ?? '');
  return lines.flatMap((line) => {
    const mine = changes.get(line.sourceKey) ?? [];
    if (lowered.includes(line)) return [];
    if (mine.length === 0 || line.netCents === null) return [line];
    const netCents = mine.reduce((sum, change) => sum + (change.netCents ?? 0), line.netCents);
    return [
      {
        ...line,
        netCents,
        quantityThousandths: 1000,
        unitPriceTenThousandths: netCents * 100,
        detail: [line.detail, ...mine.map(({ detail }) => detail)].filter(Boolean).join(' ; '),
      },
    ];
  });
}

/** The line that a recount changes: `line/<id>/<day>/<day of the recount>`. */
function changedBy(sourceKey: string): string | null {
  const parts = sourceKey.split('/');
  return parts.length === 4 && parts[0] === 'line' ? parts.slice(0, 3).join('/') : null;
}
