// SPDX-License-Identifier: EUPL-1.2
import type { ReportLine } from '#platform/room.ts';
import type { Tone } from '../tables.ts';

export type SummedUp = { tone: Tone; summary: string; failures: number; toDo: number; usedBytes: number | null; allowedBytes: number | null };

/** A week in one tone and one sentence: what somebody reads who reads nothing else. Pure. */
export function sumUp(lines: readonly ReportLine[]): SummedUp {
  const failures = lines.filter(({ part }) => part === 'failed').length;
  const toDo = lines.filter(({ part }) => part === 'to-do').length;
  const tone = lines.some((line) => line.tone === 'bad') ? 'bad' : lines.some((line) => line.tone === 'watch') ? 'watch' : 'good';
  const volumes = lines.flatMap(({ volume }) => volume ?? []);
  const limits = volumes.map(({ allowedBytes }) => allowedBytes);
  return {
    tone,
    summary: `${opening(tone, failures)}${toDo === 0 ? '' : toDo === 1 ? ' Une chose est à faire.' : ` ${numberWord(toDo)} choses sont à faire.`}`,
    failures,
    toDo,
    usedBytes: volumes.length === 0 ? null : volumes.reduce((sum, { usedBytes }) => sum + usedBytes, 0),
    allowedBytes: limits.length === 0 || limits.some((limit) => limit === null) ? null : limits.reduce<number>((sum, limit) => sum + (limit ?? 0), 0),
  };
}

function opening(tone: Tone, failures: number): string {
  if (tone === 'bad' && failures > 0) return 'Tout ne fonctionne pas : une panne n’est pas réparée ou une protection manque.';
  if (tone === 'bad') return 'Un point demande votre attention sans attendre.';
  // Not « réparée » : a machine that was never connected is no failure that ended.
  if (failures > 0) return `${failures === 1 ? 'Une anomalie a été relevée' : 'Des anomalies ont été relevées'} ; aucune panne n’est en cours.`;
  return tone === 'watch' ? 'Tout a fonctionné ; un point est à surveiller.' : 'Tout a fonctionné cette semaine.';
}

const words = ['Zéro', 'Une', 'Deux', 'Trois', 'Quatre', 'Cinq', 'Six', 'Sept', 'Huit', 'Neuf', 'Dix'];

function numberWord(count: number): string {
  return words[count] ?? String(count);
}
