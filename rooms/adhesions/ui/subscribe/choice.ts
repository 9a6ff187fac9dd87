// SPDX-License-Identifier: EUPL-1.2
/** What is ticked on the page, and the choices that it stands for. Pure. */
import type { OutputOf } from '#ui/api/endpoint.ts';
import { today } from '#ui/format/day.ts';
import type { readSubscription } from '../../contract.ts';

export type Offered = OutputOf<typeof readSubscription>;
export type Inputs = Readonly<Record<string, number | string | null>>;

export type Ticked = {
  /** `forfait-technologie`, or `forfait-technologie <unit>`. */
  packages: readonly string[];
  options: Readonly<Record<string, Inputs>>;
  certificates: number | null;
};

export const nothingTicked: Ticked = { packages: [], options: {}, certificates: null };

export function keyOf(offer: string, unitId?: string): string {
  return unitId ? `${offer} ${unitId}` : offer;
}

/** The choices to price; null while nothing is ticked. */
export function choicesOf({ packages, options, certificates }: Ticked, startsOn: string) {
  const chosen = [
    ...packages.map((key) => {
      const [offer = '', unitId] = key.split(' ');
      return { offer, ...(unitId && { unitId }), inputs: {} };
    }),
    ...Object.entries(options).map(([offer, inputs]) => ({ offer, inputs: given(inputs) })),
  ];
  if (chosen.length === 0) return null;
  return { startsOn, choices: chosen, ...(certificates !== null && { certificates }) };
}

function given(inputs: Inputs): Record<string, number | string> {
  return Object.fromEntries(Object.entries(inputs).flatMap(([key, value]) => (value === null || value === '' ? [] : [[key, value]])));
}

/** The first day of the month that leaves a council two months to deliberate. */
export function usualStart(now: Date = new Date()): string {
  const [year = 0, month = 1] = today(now).split('-').map(Number);
  const first = new Date(Date.UTC(year, month + 1, 1));
  return first.toISOString().slice(0, 10);
}
