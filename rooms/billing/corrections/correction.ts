// SPDX-License-Identifier: EUPL-1.2
import type { correctionActs, correctionNatures } from '../contract/corrections.ts';
import type { DueLine } from '../liquidation/due-line.ts';

/** What was billed of a line in a year: what its document bears, and what avoirs took back, issued or prepared. */
export type BilledLine = {
  sourceKey: string;
  documentId: string;
  number: string;
  rank: number;
  payerId: string;
  kind: 'appel' | 'facture';
  label: string;
  netCents: number;
  /** All that avoirs took back, issued or prepared. */
  creditedCents: number;
  /** The part of it that was decided here: an avoir decided by itself is a choice, which the register does not undo. */
  correctedCents: number;
  from: string;
  until: string;
  edition: string | null;
  /** Period of the run that billed it. */
  period: { from: string; until: string };
};

export type Credited = { documentId: string; rank: number; netCents: number; isBilledAnew: boolean };

/** A difference between what was billed and what is owed. */
export type Correction = {
  /** What it is about: the same from one reading to the next. */
  key: string;
  /** What stands on both sides: a decision holds while it does. */
  state: string;
  payerId: string;
  kind: 'appel' | 'facture';
  nature: (typeof correctionNatures)[number];
  act: (typeof correctionActs)[number];
  label: string;
  says: string;
  billedCents: number;
  owedCents: number;
  /** To bill in more, or to give back: below zero. */
  amountCents: number;
  document: { id: string; number: string } | null;
  credits: readonly Credited[];
  line: DueLine | null;
};

/** What stands on both sides of a line, in a few characters. */
export function stateOf({ billedCents, owedCents, until }: { billedCents: number; owedCents: number | null; until: string }): string {
  return `${billedCents} ${owedCents ?? 'devis'} ${until}`;
}
