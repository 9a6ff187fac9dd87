// SPDX-License-Identifier: EUPL-1.2
/** What was billed of a year against what the register says is owed of it, line by line. Pure. */
import type { OwedConvention } from '#rooms/adhesions/api.ts';
import type { DueLine } from '../liquidation/due-line.ts';
import type { Prorata } from '../liquidation/slices.ts';
import { stateOf, type BilledLine, type Correction, type Credited } from './correction.ts';
import { linesKnown, reasonOfAbsence, reasonOfArrival, reasonOfChange, reasonOfPayer, type KnownLines } from './reasons.ts';

export type Compared = {
  billed: readonly BilledLine[];
  /** What is owed in each period that was billed, by « from until ». */
  owed: ReadonlyMap<string, readonly DueLine[]>;
  conventions: readonly OwedConvention[];
  /** Complements of a line: those that a document bears, and those decided that none bears yet. */
  complements: ReadonlyMap<string, { billed: readonly BilledLine[]; waitingCents: number }>;
  prorata: Prorata;
};

/** The differences, of payers that were billed in the year. What no longer moves an amount is told too, where somebody should know. */
export function compareBilled({ billed, owed, conventions, complements, prorata }: Compared): Correction[] {
  const known = linesKnown(conventions);
  const owedBy = new Map([...owed].map(([period, lines]) => [period, new Map(lines.map((line) => [line.sourceKey, line]))]));
  const found = billed.flatMap((line) => {
    const now = owedBy.get(periodOf(line))?.get(line.sourceKey) ?? null;
    return compareLine(line, now, { known, prorata, more: complements.get(line.sourceKey) });
  });
  return [...found, ...unbilled(billed, owed, known)];
}

/** How a period is named among those that were billed. */
export function periodOf({ period }: Pick<BilledLine, 'period'>): string {
  return `${period.from} ${period.until}`;
}

type Around = { known: KnownLines; prorata: Prorata; more: { billed: readonly BilledLine[]; waitingCents: number } | undefined };

function compareLine(line: BilledLine, now: DueLine | null, { known, prorata, more }: Around): Correction[] {
  const borne = [line, ...(more?.billed ?? [])];
  const isElsewhere = now !== null && now.payerId !== line.payerId;
  const owedCents = now === null || isElsewhere ? 0 : now.netCents;
  if (owedCents === null) return [];
  // An avoir that somebody decided by itself lowers what is owed no further, and is not billed again.
  const left = borne.reduce((sum, { netCents, creditedCents }) => sum + netCents - creditedCents, more?.waitingCents ?? 0);
  const whole = left + borne.reduce((sum, { creditedCents, correctedCents }) => sum + creditedCents - correctedCents, 0);
  const billedCents = Math.max(left, Math.min(owedCents, whole));
  const amountCents = owedCents - billedCents;
  const shared = {
    key: line.sourceKey,
    state: stateOf({ billedCents, owedCents, until: now?.until ?? '' }),
    payerId: line.payerId,
    kind: line.kind,
    label: line.label,
    billedCents,
    owedCents,
    amountCents,
    document: { id: line.documentId, number: line.number },
    credits: [],
    line: null,
  };
  if (amountCents === 0) {
    if (!now || isElsewhere || prorata !== 'none' || now.until >= line.until) return [];
    return [{ ...shared, act: 'none', ...reasonOfChange(line, now, { known, prorata }) }];
  }
  if (amountCents > 0) {
    if (!now) return [];
    return [{ ...shared, act: 'complement', ...reasonOfChange(line, now, { known, prorata }), line: complementOf(now, amountCents) }];
  }
  const reason = isElsewhere ? reasonOfPayer(now) : now ? reasonOfChange(line, now, { known, prorata }) : reasonOfAbsence(line, known);
  return [{ ...shared, act: 'credit', ...reason, credits: creditsOf(borne, -amountCents, isElsewhere) }];
}

/** The same line for what is missing: it adds up with it from one year to the next. */
function complementOf(now: DueLine, cents: number): DueLine {
  return {
    ...now,
    label: `${now.label} – complément`,
    quantityThousandths: 1000,
    unit: 'forfait',
    unitPriceTenThousandths: cents * 100,
    netCents: cents,
  };
}

/** What each document gives back, the last complement first. */
function creditsOf(borne: readonly BilledLine[], cents: number, isBilledAnew: boolean): Credited[] {
  let left = cents;
  return borne.toReversed().flatMap(({ documentId, rank, netCents, creditedCents }) => {
    const given = Math.min(left, netCents - creditedCents);
    left -= given;
    return given > 0 ? [{ documentId, rank, netCents: given, isBilledAnew }] : [];
  });
}

/** What payers already billed owe besides, which the next run takes by itself. */
function unbilled(billed: readonly BilledLine[], owed: Compared['owed'], known: KnownLines): Correction[] {
  const keys = new Set(billed.map(({ sourceKey }) => sourceKey));
  const payers = new Set(billed.map(({ payerId }) => payerId));
  const bySource = Map.groupBy(billed, ({ sourceKey }) => sourceOf(sourceKey));
  const seen = new Set<string>();
  const found: Correction[] = [];
  for (const [period, lines] of owed)
    for (const line of lines) {
      const { sourceKey, netCents } = line;
      if (netCents === null || netCents <= 0 || keys.has(sourceKey) || seen.has(sourceKey) || !payers.has(line.payerId)) continue;
      // A shorter period names a shared year by another day: what another run billed of that time is not owed again.
      const isCovered = isBase(sourceKey) && bySource.get(sourceOf(sourceKey))?.some(({ from, until }) => from <= line.from && until >= line.from);
      if (isCovered) continue;
      seen.add(sourceKey);
      found.push({
        key: sourceKey,
        state: stateOf({ billedCents: 0, owedCents: netCents, until: line.until }),
        payerId: line.payerId,
        kind: line.kind,
        act: 'next-run',
        label: line.label,
        billedCents: 0,
        owedCents: netCents,
        amountCents: netCents,
        document: null,
        credits: [],
        line: null,
        ...reasonOfArrival(line, known, period.slice(0, 10)),
      });
    }
  return found;
}

/** `line/<id>` of `line/<id>/<day>`. */
function sourceOf(sourceKey: string): string {
  return sourceKey.split('/').slice(0, 2).join('/');
}

function isBase(sourceKey: string): boolean {
  return sourceKey.startsWith('line/') && sourceKey.split('/').length === 3;
}
