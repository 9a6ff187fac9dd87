// SPDX-License-Identifier: EUPL-1.2
import { count, decimalNumber, shortAmount } from '#ui/format/amount.ts';
import { day } from '#ui/format/day.ts';
import type { AllowanceShape, OpeningState } from '../contract.ts';

const plurals = new Map([
  ['demi-journée', 'demi-journées'],
  ['journée', 'journées'],
  ['envoi', 'envois'],
  ['licence', 'licences'],
  ['certificat', 'certificats'],
  ['compte', 'comptes'],
  ['agent', 'agents'],
  ['jour', 'jours'],
]);

/** Units of a right as a reader says them: `18,2 Go`, `3 demi-journées`. */
export function units(value: number, unit: string): string {
  const many = plurals.get(unit);
  if (many && Number.isInteger(value)) return count(unit, many, value).replace(' ', '\u00a0');
  return `${decimalNumber(value, 2)}\u00a0${many && Math.abs(value) >= 2 ? many : unit}`;
}

/** What was used of a right, in words. */
export function usedWords({ amount, used, unit }: AllowanceShape): string {
  return amount === null ? `${units(used, unit)}, sans limite` : `${units(used, unit)} sur ${units(amount, unit)}`;
}

/** How it is counted: « par année civile ». */
export function periodWords({ per, rollingYears, kind, isPooled }: AllowanceShape): string {
  const pooled = isPooled ? ', pour tout le territoire' : '';
  if (kind === 'level') return `Niveau relevé${pooled}`;
  if (per === 'civil-year') return `Par année civile${pooled}`;
  if (per === 'rolling') return `Sur ${rollingYears ?? ''} ans glissants${pooled}`;
  return per === 'session' ? 'Pour chaque séance' : `Pour la durée de la convention${pooled}`;
}

/** What happens at the limit, and at which price. */
export function limitWords({ isHard, overageCents, block, unit, amount }: AllowanceShape): string {
  if (amount === null) return 'Sans limite';
  if (isHard) return 'S’arrête à la limite';
  if (overageCents === null) return 'Peut être dépassé, sans prix imprimé';
  return `Au-delà : ${shortAmount(overageCents)} par ${block === 1 ? `${unit} entamé` : `tranche de ${units(block, unit)} entamée`}`;
}

export const stateWords: Readonly<Record<OpeningState, string>> = { open: 'Ouvert', upcoming: 'À venir', suspended: 'Suspendu', ended: 'Terminé' };

/** From when to when something is open. */
export function daysWords({ beginsOn, endsOn }: { beginsOn: string; endsOn: string | null }): string {
  return endsOn ? `du ${day(beginsOn)} au ${day(endsOn)}` : `depuis le ${day(beginsOn)}`;
}
