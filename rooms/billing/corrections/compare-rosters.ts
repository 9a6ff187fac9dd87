// SPDX-License-Identifier: EUPL-1.2
/** Whom a territory's call counted against whom its roster counts today: told where no line says so. Pure. */
import { formatEuros } from '#platform/money/euros.ts';
import type { OwedConvention } from '#rooms/adhesions/api.ts';
import type { Prorata } from '../liquidation/slices.ts';
import type { Correction } from './correction.ts';

export type Counted = { id: string; name: string };
export type BilledRoster = { payerId: string; documentId: string; number: string; counted: readonly Counted[] };
type Asked = {
  billed: readonly BilledRoster[];
  now: ReadonlyMap<string, readonly Counted[]>;
  conventions: readonly OwedConvention[];
  year: number;
  prorata: Prorata;
};

export function compareRosters({ billed, now, conventions, year, prorata }: Asked): Correction[] {
  const cadres = new Map(conventions.filter(({ kind }) => kind === 'cadre').map((one) => [one.payerId, one]));
  return billed.flatMap((roster): Correction[] => {
    const today = now.get(roster.payerId);
    if (!today) return [];
    const [before, after] = [idsOf(roster.counted), idsOf(today)];
    const joined = today.filter(({ id }) => !before.has(id));
    const left = roster.counted.filter(({ id }) => !after.has(id));
    if (joined.length === 0 && left.length === 0) return [];
    const says = [
      `Comptées à la facturation : ${before.size} ; aujourd’hui : ${after.size}`,
      joined.length > 0 ? `arrivée : ${names(joined)}` : '',
      left.length > 0 ? `départ : ${names(left)}` : '',
      amountWords(cadres.get(roster.payerId), prorata),
    ];
    return [
      {
        key: `roster/${roster.payerId}/${year}`,
        state: [...after].toSorted().join(' '),
        payerId: roster.payerId,
        kind: 'appel',
        nature: 'roster',
        act: 'none',
        label: 'Effectif du territoire',
        says: `${says.filter(Boolean).join(' ; ')}.`,
        billedCents: 0,
        owedCents: 0,
        amountCents: 0,
        document: { id: roster.documentId, number: roster.number },
        credits: [],
        line: null,
      },
    ];
  });
}

function amountWords(cadre: OwedConvention | undefined, prorata: Prorata): string {
  const [last, before] = [cadre?.amounts.at(-1), cadre?.amounts.at(-2)];
  if (!last || !before) return 'le montant annuel de la convention est le même : seul un avenant le changerait';
  const when = prorata === 'none' ? 'sans prorata, dû à la prochaine année de la convention' : 'la part de l’année a sa propre ligne';
  return `montant annuel de ${formatEuros(before.yearlyCents)} à ${formatEuros(last.yearlyCents)} à compter du ${last.from.split('-').toReversed().join('/')}, ${when}`;
}

function idsOf(bodies: readonly Counted[]): Set<string> {
  return new Set(bodies.map(({ id }) => id));
}

/** Four names, then how many more. */
function names(bodies: readonly Counted[]): string {
  const shown = bodies.slice(0, 4).map(({ name }) => name);
  return bodies.length > 4 ? `${shown.join(', ')} et ${bodies.length - 4} autres` : shown.join(', ');
}
