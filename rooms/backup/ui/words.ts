// SPDX-License-Identifier: EUPL-1.2
import { dayOf, relativeDay } from '#ui/format/day.ts';
import type { Machine, Maintenance, signKinds } from '../contract.ts';

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

type SignKind = (typeof signKinds)[number];

export const signWords: Readonly<Record<SignKind, string>> = {
  'mass-new-data': 'trop de données nouvelles',
  'volume-drop': 'données disparues',
  'removal-tried': 'effacement tenté',
  silence: 'ne sauvegarde plus',
  'quota-full': 'volume atteint',
  'no-heartbeat': 'plus de signe de vie',
};

/** What an attack looks like. */
export function isGrave(kind: SignKind): boolean {
  return kind === 'mass-new-data' || kind === 'volume-drop' || kind === 'removal-tried';
}

/** What to do at once. */
export function whatToDo(kind: SignKind): string {
  if (isGrave(kind))
    return 'Débranchez la machine du réseau sans l’éteindre, appelez votre opérateur, et ne relancez aucune sauvegarde. Si vous savez pourquoi, dites que vous avez vu.';
  if (kind === 'silence') return 'Vérifiez qu’elle est allumée et reliée à internet ; sinon, appelez votre opérateur.';
  if (kind === 'no-heartbeat') return 'Vérifiez qu’elle est allumée, et que sa tâche planifiée tourne.';
  return 'Demandez à votre opérateur d’augmenter votre volume, ou effacez d’anciennes sauvegardes par une maintenance.';
}

/** Whether a maintenance has ended, at its hour or before. */
export function isOver({ endsAt, closedAt }: Pick<Maintenance, 'endsAt' | 'closedAt'>): boolean {
  return closedAt !== null || (endsAt !== null && Date.parse(endsAt) < Date.now());
}
