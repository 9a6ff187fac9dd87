// SPDX-License-Identifier: EUPL-1.2
import { count } from '#ui/format/amount.ts';
import { dayRange } from '#ui/format/day.ts';

export const toneWords = {
  good: { label: 'Tout va bien', color: 'green' },
  watch: { label: 'À suivre', color: 'yellow' },
  bad: { label: 'Demande attention', color: 'red' },
} as const;

/** « Semaine du 16 au 22 novembre 2026 ». */
export function weekTitle({ fromOn, toOn }: { fromOn: string; toOn: string }): string {
  return `Semaine ${dayRange(fromOn, toOn)}`;
}

/** The days of an ISO week, from its name alone. */
export function daysOfWeek(name: string): { fromOn: string; toOn: string } {
  const [year = 0, week = 0] = name.split('-W').map(Number);
  // The fourth of January is always in the first week (ISO 8601).
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = fourth.getTime() + (7 * (week - 1) - ((fourth.getUTCDay() + 6) % 7)) * 86_400_000;
  const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);
  return { fromOn: iso(monday), toOn: iso(monday + 6 * 86_400_000) };
}

/** « Tout va bien dans 2 collectivités ; 3 sont à suivre, 1 demande attention. » */
export function standingWords({ good, watch, bad }: { good: number; watch: number; bad: number }): string {
  const well = good === 0 ? 'Tout ne va bien nulle part' : `Tout va bien dans ${count('collectivité', 'collectivités', good)}`;
  const others = [
    watch === 0 ? '' : `${watch} ${watch > 1 ? 'sont' : 'est'} à suivre`,
    bad === 0 ? '' : `${bad} ${bad > 1 ? 'demandent' : 'demande'} attention`,
  ].filter((part) => part !== '');
  return `${well}${others.length === 0 ? '' : ` ; ${others.join(', ')}`}.`;
}
