// SPDX-License-Identifier: EUPL-1.2
/** Which half-days somebody works, as a spreadsheet says it: « lu ma me-matin je ve », or a number of days. Pure. */

const days = ['lu', 'ma', 'me', 'je', 've', 'sa', 'di'] as const;

/** Fourteen half-days, Monday morning first; null for what says no week. A number of days is counted from Monday, a half one being a morning. */
export function readWeek(text: string): boolean[] | null {
  const count = Number(text.replace(',', '.'));
  if (Number.isFinite(count))
    return count > 0 && count <= 7 && Number.isInteger(count * 2) ? Array.from({ length: 14 }, (_, half) => half < count * 2) : null;
  const halves = Array<boolean>(14).fill(false);
  for (const word of text
    .toLowerCase()
    .split(/[\s,;/+]+/)
    .filter(Boolean)) {
    const [, name = '', part] = /^(\p{L}+)(?:[-.](matin|am|après-midi|apres-midi|pm))?$/u.exec(word) ?? [];
    const day = days.findIndex((one) => name.startsWith(one));
    if (day < 0) return null;
    if (part === undefined || part === 'matin' || part === 'am') halves[day * 2] = true;
    if (part === undefined || (part !== 'matin' && part !== 'am')) halves[day * 2 + 1] = true;
  }
  return halves.includes(true) ? halves : null;
}

/** The same week in words, as `readWeek` reads it. */
export function writeWeek(halves: readonly boolean[]): string {
  return days
    .flatMap((name, day) => {
      const [morning, afternoon] = [halves[day * 2], halves[day * 2 + 1]];
      return morning && afternoon ? [name] : morning ? [`${name}-matin`] : afternoon ? [`${name}-après-midi`] : [];
    })
    .join(' ');
}

/** The minutes of each half-day: the week's, less what the share of full time leaves out, spread over the half-days worked. */
export function minutesOf(halves: readonly boolean[], weekly: number, percent: number): number[] {
  const worked = halves.filter(Boolean).length;
  // An outside limit of twelve hours a half-day is the contract's.
  const each = worked === 0 ? 0 : Math.min(720, Math.round((weekly * percent) / 100 / worked));
  return halves.map((isWorked) => (isWorked ? each : 0));
}
