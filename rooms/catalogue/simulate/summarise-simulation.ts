// SPDX-License-Identifier: EUPL-1.2
import type { SimulatedLine } from './simulated-line.ts';

export type OfferSummary = {
  offer: string;
  label: string;
  lines: number;
  more: number;
  less: number;
  same: number;
  /** Sur devis before or after. */
  unpriced: number;
  changesPlace: number;
  beforeCents: number;
  afterCents: number;
  /** Number of bodies by class of change, from the deepest fall to the steepest rise. */
  classes: { label: string; count: number }[];
};

const labels = [
  '−10 % et plus',
  '−5 à −10 %',
  '−2 à −5 %',
  'jusqu’à −2 %',
  'inchangé',
  'jusqu’à +2 %',
  '+2 à +5 %',
  '+5 à +10 %',
  '+10 % et plus',
] as const;

/** Who pays more, who less, who changes column, offer by offer; totals count only what has a price on both sides. */
export function summariseSimulation(lines: readonly SimulatedLine[]): OfferSummary[] {
  const offers = new Map<string, OfferSummary>();
  for (const line of lines) {
    const summary = offers.get(line.offer) ?? emptySummary(line);
    offers.set(line.offer, summary);
    summary.lines += 1;
    if (line.changesPlace) summary.changesPlace += 1;
    if (line.differenceCents === null) {
      summary.unpriced += 1;
      continue;
    }
    summary.beforeCents += line.before.cents ?? 0;
    summary.afterCents += line.after.cents ?? 0;
    if (line.differenceCents > 0) summary.more += 1;
    else if (line.differenceCents < 0) summary.less += 1;
    else summary.same += 1;
    const found = summary.classes[classOf(line)];
    if (found) found.count += 1;
  }
  return [...offers.values()];
}

function emptySummary({ offer, offerLabel }: SimulatedLine): OfferSummary {
  return {
    offer,
    label: offerLabel,
    lines: 0,
    more: 0,
    less: 0,
    same: 0,
    unpriced: 0,
    changesPlace: 0,
    beforeCents: 0,
    afterCents: 0,
    classes: labels.map((label) => ({ label, count: 0 })),
  };
}

/** The class of a change; from a price of zero any rise is the steepest. */
function classOf({ differenceCents, changeBps }: SimulatedLine): number {
  if (!differenceCents) return 4;
  const bps = changeBps ?? Infinity;
  if (differenceCents < 0) return bps <= -1_000 ? 0 : bps <= -500 ? 1 : bps <= -200 ? 2 : 3;
  return bps >= 1_000 ? 8 : bps >= 500 ? 7 : bps >= 200 ? 6 : 5;
}
