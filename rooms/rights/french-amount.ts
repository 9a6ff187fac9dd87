// SPDX-License-Identifier: EUPL-1.2
import { count } from '#rooms/catalogue/api.ts';

const PLURALS = new Set(['demi-journée', 'journée', 'envoi', 'licence', 'certificat', 'compte', 'agent', 'jour']);

/** Thousandths of a unit, as a reader says them: « 3 demi-journées », « 18,2 Go ». */
export function frenchAmount(thousandths: number, unit: string): string {
  const amount = thousandths / 1000;
  const plural = amount >= 2 && PLURALS.has(unit) ? 's' : '';
  return `${count(amount)}\u00a0${unit}${plural}`;
}
