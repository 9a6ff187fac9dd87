// SPDX-License-Identifier: EUPL-1.2
import type { KindAndSettings } from '../contract/checks.ts';
import { judgeDisks } from './judge-disks.ts';
import type { Look } from './look.ts';
import { readDisks } from './read-disks.ts';

export type Heard = {
  /** When it last called, or when the check began to wait: ISO instants. */
  beatAt: string | null;
  waitsSince: string;
  beat: Record<string, unknown> | null;
};

/** Whether what should call has called. Null: it has never called, and may still take its time. */
export function judgeHeard(check: KindAndSettings, { beatAt, waitsSince, beat }: Heard, now: Temporal.Instant): Look | null {
  if (!('silenceSeconds' in check.settings)) throw new Error(`nothing calls for ${check.kind}`);
  const last = Temporal.Instant.from(beatAt ?? waitsSince);
  const silent = now.since(last).total('seconds');
  if (silent > check.settings.silenceSeconds)
    return { outcome: 'down', ms: null, says: `${silences[check.kind] ?? 'Aucun appel'} ${sinceWords(silent)}.` };
  if (beatAt === null) return null;
  if (check.kind === 'disk') return { ms: null, ...judgeDisks(readDisks(beat) ?? [], check.settings) };
  return { outcome: 'up', ms: null, says: '' };
}

const silences: Partial<Record<KindAndSettings['kind'], string>> = {
  heartbeat: 'La machine n’a pas appelé depuis',
  disk: 'Aucun relevé de disque depuis',
  event: 'L’événement attendu n’est pas venu depuis',
  'mail-loop': 'Aucun message n’est revenu depuis',
};

/** « 3 heures », « 2 jours ». */
export function sinceWords(seconds: number): string {
  const [count, unit] =
    seconds < 7_200
      ? [Math.round(seconds / 60), 'minute']
      : seconds < 172_800
        ? [Math.round(seconds / 3_600), 'heure']
        : [Math.round(seconds / 86_400), 'jour'];
  return `${count} ${unit}${Number(count) > 1 ? 's' : ''}`;
}
