// SPDX-License-Identifier: EUPL-1.2
import type { RowOf } from '#ui/tables/columns.ts';
import type { listRules, ruleKeys } from '../../contract.ts';

export type Rule = RowOf<typeof listRules>;
export type RuleKey = (typeof ruleKeys)[number];

export const ruleWords: Readonly<Record<RuleKey, { title: string; hint: string }>> = {
  'leave.rounding': { title: 'Arrondi des congés annuels', hint: 'Quand l’année n’est pas entière : arrivée, départ, quotité qui change.' },
  'leave.rtt': { title: 'Jours de RTT selon la semaine', hint: 'Jours d’une année entière à temps plein, selon la durée de la semaine.' },
  'leave.carry-over-until': { title: 'Report des congés non pris', hint: 'Jusqu’à quel jour de l’année suivante, ou pas du tout.' },
  'leave.longest-absence': { title: 'Plus longue absence', hint: 'Jours consécutifs de congé annuel, samedis et dimanches compris.' },
  'leave.kept-months': { title: 'Report après maladie : durée', hint: 'Mois pour prendre le congé que la maladie a empêché.' },
  'leave.kept-weeks': { title: 'Report après maladie : part gardée', hint: 'Semaines de congé annuel gardées.' },
  'leave.cet-paid-days': {
    title: 'Plafond des jours épargnés payés',
    hint: 'Plafond annuel par agent, si l’assemblée a voté de payer les jours épargnés (réglages).',
  },
};

export const roundings = [
  { value: 'half-day-up', label: 'À la demi-journée supérieure' },
  { value: 'nearest-half-day', label: 'À la demi-journée la plus proche' },
  { value: 'day-up', label: 'À la journée supérieure' },
] as const;

const months = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];

/** A value as an assembly would write it. */
export function writeRule(rule: RuleKey, value: Rule['today']): string {
  if (Array.isArray(value)) return value.map(({ minutes, days }) => `${hours(minutes)}\u00a0: ${comma(days / 100)}\u00a0j`).join(' ; ');
  if (rule === 'leave.rounding') return roundings.find((one) => one.value === value)?.label ?? '—';
  if (rule === 'leave.carry-over-until') return typeof value === 'string' ? `Jusqu’au ${monthDay(value)}` : 'Pas de report';
  if (value === null) return 'Pas de plafond';
  const unit = {
    'leave.longest-absence': 'jours',
    'leave.kept-months': 'mois',
    'leave.kept-weeks': 'semaines',
    'leave.cet-paid-days': 'jours par an au plus',
    'leave.rtt': '',
  }[rule];
  return `${String(value)} ${unit}`;
}

/** « 37 h 30 » from minutes, never cut at the end of a line. */
export function hours(minutes: number): string {
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60}\u00a0h` : `${Math.floor(minutes / 60)}\u00a0h\u00a0${String(rest).padStart(2, '0')}`;
}

function monthDay(value: string): string {
  const [month = '', date = ''] = value.split('-');
  return `${Number(date) === 1 ? '1er' : Number(date)} ${months[Number(month) - 1] ?? ''}`;
}

function comma(value: number): string {
  return String(value).replace('.', ',');
}
