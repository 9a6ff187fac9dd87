// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import { foldText } from '#platform/text/fold.ts';
import { compileEdition } from '#rooms/catalogue/api.ts';
import { MUTUALISED } from '../start-adhesion.ts';
import { faultOf, type Group, type LineFault, type Said } from './said.ts';
import type { World } from './plan-take-over.ts';

type Period = { number: string; beneficiaryId: string; scope: string; beginsOn: string; endsOn: string | null; where: string };

/** Bodies that would be members of one thing twice at once, within the file or with the register. The line that comes later is at fault. */
export function findOverlaps(groups: readonly Group[], resolved: (said: Said) => Said, { standing, editions, view }: World): Map<Group, LineFault[]> {
  const faults = new Map<Group, LineFault[]>();
  const numbers = new Set(groups.map(({ number }) => number));
  const known = new Map<string, Period[]>();
  const keep = (period: Period): void => {
    const key = `${period.beneficiaryId} ${period.scope}`;
    known.set(key, [...(known.get(key) ?? []), period]);
  };
  // A convention that the file names again is replaced by what it says.
  for (const one of standing.memberships) if (!numbers.has(one.number)) keep({ ...one, where: 'au registre' });
  for (const group of groups) {
    if (!group.said) continue;
    const said = resolved(group.said);
    const line = group.lines[0]?.line ?? 0;
    for (const scope of scopesSaid(said, editions)) {
      const period = {
        number: said.number,
        beneficiaryId: said.beneficiaryId,
        scope,
        beginsOn: said.beginsOn,
        endsOn: said.endsOn,
        where: `ligne ${line}`,
      };
      const other = known.get(`${said.beneficiaryId} ${scope}`)?.find((one) => overlaps(one, period));
      if (other) {
        const name = view.find(said.beneficiaryId)?.name ?? '';
        const until = other.endsOn === null ? '' : ` jusqu’au ${formatDay(Temporal.PlainDate.from(other.endsOn))}`;
        const says = faultOf(
          'body',
          group.lines[0]?.cells.body ?? '',
          `${name} est déjà membre depuis le ${formatDay(Temporal.PlainDate.from(other.beginsOn))}${until} par la convention ${other.number} (${other.where})`,
        );
        faults.set(group, [...(faults.get(group) ?? []), { line, column: 'body', says }]);
      } else keep(period);
    }
  }
  return faults;
}

function scopesSaid(said: Said, editions: World['editions']): string[] {
  if (said.kind !== 'package') return [MUTUALISED];
  const record = editions.get(said.edition ?? '');
  if (!record) return [];
  const offers = [...compileEdition(record.edition).offers.values()].map(({ source }) => source);
  const asked = said.items.flatMap(({ name }) => offers.find(({ key, label }) => [foldText(key), foldText(label)].includes(foldText(name))) ?? []);
  const packages = asked.filter(({ kind }) => kind === 'package');
  return [...new Set((packages.length > 0 ? packages : asked).map(({ key }) => key))];
}

function overlaps(one: Period, other: Period): boolean {
  return (one.endsOn === null || one.endsOn >= other.beginsOn) && (other.endsOn === null || other.endsOn >= one.beginsOn);
}
