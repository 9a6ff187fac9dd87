// SPDX-License-Identifier: EUPL-1.2
import type { CheckStatus, Facts } from '../contract/checks.ts';
import { untilDay } from '../probes/until-day.ts';

export type Watched = { name: string; status: CheckStatus; says: string | null; sinceAt: string; settings: Record<string, unknown>; facts: Facts };
/** `level`: higher is worse, told again when it rises. `isPressing`: nothing else will be said before it is too late. */
export type Warning = { subject: string; level: number; says: string; isPressing: boolean };
type When = { today: Temporal.PlainDate; now: Temporal.Instant; expiryDays: readonly number[] };

const STEP = 5;
/** What is merely slow for an hour is no news. */
const LASTING_HOURS = 24;
const PRESSES_WITHIN_DAYS = 7;

/** What is worth saying of a check that has not failed. Pure. */
export function warningsOf(check: Watched, when: When): Warning[] {
  const found = [
    ...expiry(check, 'certificate', check.facts.certificateEndsOn, when),
    ...expiry(check, 'domain', check.facts.domainEndsOn, when),
    ...fullDisks(check),
  ];
  return found.length > 0 ? found : lasting(check, when);
}

function expiry({ name }: Watched, what: 'certificate' | 'domain', endsOn: string | undefined, { today, expiryDays }: When): Warning[] {
  if (endsOn === undefined) return [];
  const end = Temporal.PlainDate.from(endsOn);
  const { days } = end.since(today, { largestUnit: 'day' });
  const passed = expiryDays.filter((threshold) => days <= threshold);
  // What has ended is a failure: an incident tells it.
  if (days < 0 || passed.length === 0) return [];
  const thing = what === 'certificate' ? 'Le certificat' : 'Le nom de domaine';
  return [
    {
      subject: `${what} ${endsOn}`,
      level: -Math.min(...passed),
      says: `${thing} de « ${name} » expire ${untilDay(end, today)}.`,
      isPressing: days <= PRESSES_WITHIN_DAYS,
    },
  ];
}

function fullDisks({ name, facts, settings }: Watched): Warning[] {
  const { warnPercent, downPercent } = settings;
  if (typeof warnPercent !== 'number' || typeof downPercent !== 'number') return [];
  return (facts.disks ?? [])
    .filter(({ percent }) => percent >= warnPercent && percent < downPercent)
    .map((disk) => ({
      subject: `disk ${disk.name}`.slice(0, 200),
      level: Math.floor(disk.percent / STEP) * STEP,
      says: `Le disque ${disk.name} de « ${name} » est plein à ${disk.percent} %.`,
      isPressing: disk.percent >= downPercent - STEP,
    }));
}

function lasting({ name, status, says, sinceAt }: Watched, { now }: When): Warning[] {
  if (status !== 'warn' || now.since(Temporal.Instant.from(sinceAt)).total('hours') < LASTING_HOURS) return [];
  return [{ subject: 'warn', level: 0, says: `« ${name} » est à surveiller depuis plus d’un jour. ${says ?? ''}`.trim(), isPressing: false }];
}
