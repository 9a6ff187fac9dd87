// SPDX-License-Identifier: EUPL-1.2
import type { CSSProperties } from 'react';
import { dayInWords, dayRange } from '#ui/format/day.ts';

export type Status = 'requested' | 'endorsed' | 'approved' | 'refused' | 'cancelled' | 'recalled';

/** Where an absence stands, as its badge says it. */
export const statusWords: Readonly<Record<Status, { label: string; colour: string }>> = {
  requested: { label: 'En attente', colour: 'yellow' },
  endorsed: { label: 'Visée, en attente', colour: 'yellow' },
  approved: { label: 'Accordée', colour: 'green' },
  refused: { label: 'Refusée', colour: 'red' },
  cancelled: { label: 'Annulée', colour: 'gray' },
  recalled: { label: 'Reprise', colour: 'gray' },
};

/** What an answer did, as the history says it. */
export const outcomeWords: Readonly<Record<string, string>> = {
  endorsed: 'Visée',
  approved: 'Accordée',
  refused: 'Refusée',
  cancelled: 'Annulée',
  recalled: 'Reprise',
  changed: 'Remplacée par d’autres dates',
};

export const counterWords: Readonly<Record<string, string>> = {
  annual: 'Congés annuels',
  rtt: 'RTT',
  cet: 'Compte épargne-temps',
  hours: 'Heures à récupérer',
};

/** « 2,5 jours » from days, « 3 h 30 » from minutes. */
export function inWords(amount: number, unit: 'day' | 'hour'): string {
  const [sign, size] = [amount < 0 ? '−' : '', Math.abs(amount)];
  if (unit === 'day') return `${sign}${(Math.round(size * 100) / 100).toLocaleString('fr-FR')} jour${size >= 2 ? 's' : ''}`;
  const minutes = Math.round(size) % 60;
  return `${sign}${Math.floor(Math.round(size) / 60)} h${minutes === 0 ? '' : ` ${String(minutes).padStart(2, '0')}`}`;
}

export type Span = {
  fromOn: string;
  fromHalf: 'am' | 'pm' | null;
  untilOn: string;
  untilHalf: 'am' | 'pm' | null;
  fromTime?: string | null;
  untilTime?: string | null;
};

/** « du 3 au 7 août 2026 », « le 3 août 2026, le matin », « le 3 août 2026, de 09:30 à 11:00 ». */
export function spanInWords({ fromOn, fromHalf, untilOn, untilHalf, fromTime, untilTime }: Span): string {
  if (fromTime && untilTime) return `le ${dayInWords(fromOn)}, de ${fromTime} à ${untilTime}`;
  if (fromOn === untilOn) {
    const half = fromHalf === 'pm' ? ', l’après-midi' : untilHalf === 'am' ? ', le matin' : '';
    return `le ${dayInWords(fromOn)}${half}`;
  }
  if (fromHalf !== 'pm' && untilHalf !== 'am') return dayRange(fromOn, untilOn);
  return `du ${dayInWords(fromOn)}${fromHalf === 'pm' ? ' après-midi' : ''} au ${dayInWords(untilOn)}${untilHalf === 'am' ? ' midi' : ''}`;
}

/** The tint of a kind of absence: `--kind` is read by the styles of the room. */
export function tintOf(colour: string): CSSProperties {
  return { '--kind': `var(--mantine-color-${colour}-6)` } as CSSProperties; // React's types name no custom property
}

/** What a movement is, as the ledger says it. */
export const movementWords: Readonly<Record<string, string>> = {
  opening: 'Solde repris',
  acquired: 'Acquis',
  split: 'Fractionnement',
  taken: 'Pris',
  'given-back': 'Rendu',
  lost: 'Perdu',
  saved: 'Épargné',
  paid: 'Indemnisé',
  pension: 'Versé à la retraite',
  worked: 'Heures faites',
  adjusted: 'Corrigé',
  reduced: 'Réduit',
};
