// SPDX-License-Identifier: EUPL-1.2
import { foldText } from '#platform/text/fold.ts';
import type { OpenedAllowance } from '#rooms/rights/api.ts';
import type { TakeOverColumn } from './columns.ts';
import type { Said } from './said.ts';

/** Amounts are thousandths of the unit. */
export type ResolvedUse = { allowance: string; label: string; unit: string; amount: number; on: string };

type Fault = (column: TakeOverColumn, text: string, says: string) => void;

/** The uses that were said, each of a right that the convention opens; valid certificates are uses of theirs. */
export function usesOf(said: Said, allowances: readonly OpenedAllowance[], today: Temporal.PlainDate, fault: Fault): ResolvedUse[] {
  const now = today.toString();
  const uses = said.uses.flatMap(({ name, amount, on }) => {
    const right = rightNamed(name, allowances);
    const choice = allowances.map(({ key }) => key).join(', ');
    if (!right)
      fault(
        'uses',
        name,
        choice === '' ? 'la convention n’ouvre aucun droit qui se compte' : `la convention n’ouvre pas ce droit ; elle ouvre ${choice}`,
      );
    else if (right.per === 'session') fault('uses', name, 'ce droit vaut pour chaque session : il n’a pas de cumul à reprendre');
    else if (said.beginsOn > now) fault('uses', name, 'la convention n’est pas commencée : rien n’a pu être utilisé');
    else if ((on ?? now) > now) fault('uses', name, 'cette date est à venir');
    else return [{ allowance: right.key, label: right.label, unit: right.unit, amount: Math.round(amount * 1000), on: on ?? now }];
    return [];
  });
  return [...uses, ...certificatesHeld(said, allowances, uses, now)];
}

function rightNamed(name: string, allowances: readonly OpenedAllowance[]): OpenedAllowance | undefined {
  const folded = foldText(name);
  const exact = allowances.find(({ key, label }) => foldText(key) === folded || foldText(label) === folded);
  if (exact) return exact;
  const near = allowances.filter(({ key, service }) => foldText(key).startsWith(folded) || foldText(service) === folded);
  return near.length === 1 ? near[0] : undefined;
}

function certificatesHeld(said: Said, allowances: readonly OpenedAllowance[], uses: readonly ResolvedUse[], now: string): ResolvedUse[] {
  const right = allowances.find(({ unit, kind }) => unit === 'certificat' && kind === 'level');
  const valid = said.certificates.filter(({ expiresOn }) => expiresOn >= now).length;
  if (!right || valid === 0 || said.beginsOn > now || uses.some(({ allowance }) => allowance === right.key)) return [];
  return [{ allowance: right.key, label: right.label, unit: right.unit, amount: valid * 1000, on: now }];
}
