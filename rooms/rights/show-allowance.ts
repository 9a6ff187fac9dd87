// SPDX-License-Identifier: EUPL-1.2
import type { AllowanceShape } from './contract.ts';
import { leftOn, nextDay, type Standing } from './decide-draw.ts';
import { sourceLine } from './source-line.ts';

/** A right as screens show it, in units; `readerId` is the body that looks. */
export function showAllowance(standing: Standing & { holder: string }, on: Temporal.PlainDate, readerId: string): AllowanceShape {
  const { allowance, extra, used, reserved, holder } = standing;
  const amount = allowance.amount === null ? null : allowance.amount + extra;
  const beyond = amount === null ? 0 : Math.max(used - amount, 0);
  const left = leftOn([standing], on);
  return {
    id: allowance.id,
    service: allowance.service,
    key: allowance.key,
    label: allowance.label,
    unit: allowance.unit,
    kind: allowance.kind,
    per: allowance.per,
    rollingYears: allowance.rolling_years,
    amount: inUnits(amount),
    extra: extra / 1000,
    used: used / 1000,
    reserved: reserved / 1000,
    left: inUnits(left),
    beyond: beyond / 1000,
    beyondCents: allowance.overage_cents === null ? null : Math.ceil(beyond / allowance.block) * allowance.overage_cents,
    percent: fillOf(used, amount),
    isHard: allowance.is_hard,
    block: allowance.block / 1000,
    overageCents: allowance.overage_cents,
    isPooled: allowance.is_pooled,
    holder,
    isOwn: allowance.beneficiary_id === readerId,
    beginsOn: allowance.begins_on,
    endsOn: allowance.ends_on,
    nextOn: left !== null && left < 1000 && allowance.per !== 'session' ? (nextDay([standing], on, 1000)?.toString() ?? null) : null,
    printed: sourceLine(allowance.source),
    source: allowance.source,
  };
}

// Rounded down, so that 100 % is never said of what still has room.
function fillOf(used: number, amount: number | null): number | null {
  if (amount === null) return null;
  if (amount === 0) return used > 0 ? 100 : null;
  return Math.floor((used * 100) / amount);
}

function inUnits(thousandths: number | null): number | null {
  return thousandths === null ? null : thousandths / 1000;
}
