// SPDX-License-Identifier: EUPL-1.2
import { dayOf, relativeDay } from '#ui/format/day.ts';
import type { Machine } from '../contract.ts';

export const kindWords: Readonly<Record<Machine['kind'], string>> = { workstation: 'Poste', server: 'Serveur', nas: 'Serveur de fichiers (NAS)' };

export const placeWords = { operator: 'Chez l’opérateur', 'on-site': 'Sur place', elsewhere: 'Ailleurs' } as const;

/** « hier », « il y a 5 jours », « jamais ». */
export function sinceWords(instant: string | null): string {
  return instant ? relativeDay(dayOf(instant)) : 'jamais';
}

/** Three days without a backup are late, as the watch says. */
export function isLate({ backedUpAt, enrolledAt, closedAt }: Machine): boolean {
  const since = backedUpAt ?? enrolledAt;
  return closedAt === null && since !== null && Date.now() - Date.parse(since) > 72 * 3_600_000;
}
