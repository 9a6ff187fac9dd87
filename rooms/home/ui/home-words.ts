// SPDX-License-Identifier: EUPL-1.2
import type { OutputOf } from '#ui/api/endpoint.ts';
import { relativeDay, today } from '#ui/format/day.ts';
import type { readHome } from '../contract.ts';

export type Home = OutputOf<typeof readHome>;
export type ToDo = Home['toDo'][number];
export type Service = Home['services'][number];

export const kindWords: Readonly<Record<ToDo['kind'], string>> = { do: 'À faire', sign: 'À signer', read: 'À lire', meet: 'Réunion' };

export const horizons = ['late', 'week', 'later', 'open'] as const;
export type Horizon = (typeof horizons)[number];
export const horizonWords: Readonly<Record<Horizon, string>> = {
  late: 'En retard',
  week: 'Dans les sept jours',
  later: 'Plus tard',
  open: 'Sans échéance',
};

/** How near a line is, for the headings of the list. */
export function horizonOf({ dueOn, isLate }: Pick<ToDo, 'dueOn' | 'isLate'>, from: string = today()): Horizon {
  if (isLate) return 'late';
  if (dueOn === null) return 'open';
  const days = (Date.parse(dueOn) - Date.parse(from)) / 86_400_000;
  return days <= 7 ? 'week' : 'later';
}

/** « en retard de 3 jours », « aujourd’hui », « dans 5 jours ». */
export function dueInWords(dueOn: string, from: string = today()): string {
  const days = Math.round((Date.parse(from) - Date.parse(dueOn)) / 86_400_000);
  if (days <= 0) return relativeDay(dueOn, from);
  return days === 1 ? 'en retard d’un jour' : `en retard de ${days} jours`;
}

/** « 3 choses à traiter, dont 1 en retard ». */
export function summaryOf(toDo: readonly ToDo[]): string {
  if (toDo.length === 0) return 'Rien ne vous attend aujourd’hui.';
  const late = toDo.filter(({ isLate }) => isLate).length;
  const all = toDo.length === 1 ? 'Une chose vous attend' : `${toDo.length} choses vous attendent`;
  return late === 0 ? `${all}.` : `${all}, dont ${late} en retard.`;
}

/** Whether somebody is an élu and nothing else, in all these mandates. */
export function isOnlyElected(mandates: readonly { roles: readonly string[] }[]): boolean {
  const roles = mandates.flatMap((mandate) => mandate.roles);
  return roles.length > 0 && roles.every((role) => role === 'elected' || role === 'president');
}
