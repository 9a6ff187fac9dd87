// SPDX-License-Identifier: EUPL-1.2
import type { Tone } from '../tables.ts';
import type { Gathered } from './gather-lines.ts';

export type SummedUp = { tone: Tone; summary: string; failures: number; toDo: number; usedBytes: number | null; allowedBytes: number | null };

/** A week in one tone and one sentence: what somebody reads who reads nothing else. Pure. */
export function sumUp({ lines, silent, isUnknown }: Gathered): SummedUp {
  // A room that could not speak is told of as a line; it is no failure of the body.
  const failures = lines.filter(({ part }) => part === 'failed').length - silent.length;
  const toDo = lines.filter(({ part }) => part === 'to-do').length;
  const tone = lines.some((line) => line.tone === 'bad') ? 'bad' : lines.some((line) => line.tone === 'watch') ? 'watch' : 'good';
  const watched = lines.filter((line) => line.tone === 'watch' && line.part !== 'to-do').length;
  const volumes = lines.flatMap(({ volume }) => volume ?? []);
  const limits = volumes.map(({ allowedBytes }) => allowedBytes);
  return {
    tone,
    summary: `${isUnknown ? UNKNOWN : opening({ tone, failures, watched, isPartial: silent.length > 0 })}${doing(toDo)}`,
    failures,
    toDo,
    usedBytes: volumes.length === 0 ? null : volumes.reduce((sum, { usedBytes }) => sum + usedBytes, 0),
    allowedBytes: limits.length === 0 || limits.some((limit) => limit === null) ? null : limits.reduce<number>((sum, limit) => sum + (limit ?? 0), 0),
  };
}

const UNKNOWN = 'Votre semaine n’est pas connue : aucun service n’a pu la dire, et votre opérateur en est averti.';
const PARTLY = 'Cette semaine n’est connue qu’en partie.';

function opening({ tone, failures, watched, isPartial }: { tone: Tone; failures: number; watched: number; isPartial: boolean }): string {
  const partly = isPartial ? ` ${PARTLY}` : '';
  if (tone === 'bad' && failures > 0) return `Tout ne fonctionne pas : une panne n’est pas réparée ou une protection manque.${partly}`;
  if (tone === 'bad') return `Un point demande votre attention sans attendre.${partly}`;
  // Not « réparée » : a machine that was never connected is no failure that ended.
  if (failures > 0)
    return `${failures === 1 ? 'Une anomalie a été relevée' : 'Des anomalies ont été relevées'} ; aucune panne n’est en cours.${partly}`;
  if (isPartial) return 'Cette semaine n’est connue qu’en partie : ce qui l’est a fonctionné.';
  if (tone === 'good') return 'Tout a fonctionné cette semaine.';
  return watched > 1 ? 'Tout a fonctionné ; des points sont à surveiller.' : 'Tout a fonctionné ; un point est à surveiller.';
}

function doing(toDo: number): string {
  if (toDo === 0) return '';
  return toDo === 1 ? ' Une chose est à faire.' : ` ${numberWord(toDo)} choses sont à faire.`;
}

const words = ['Zéro', 'Une', 'Deux', 'Trois', 'Quatre', 'Cinq', 'Six', 'Sept', 'Huit', 'Neuf', 'Dix'];

function numberWord(count: number): string {
  return words[count] ?? String(count);
}
