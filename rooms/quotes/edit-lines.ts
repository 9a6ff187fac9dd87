// SPDX-License-Identifier: EUPL-1.2
import type { PricedLine } from '#rooms/catalogue/api.ts';
import { refuse } from './contract.ts';
import type { PricedQuote } from './pricing/priced-quote.ts';
import { payersOf, totalsOf } from './pricing/totals.ts';

/** A person's own amount for a line, with the reason; the calculated amount stays in the frozen price. */
export type LineEdit = { line: string; amountCents: number; reason: string };

/** Names a line within a quote: offer, charge, first beneficiary. The engine refuses the same offer twice for one body. */
export function lineKey(line: Pick<PricedLine, 'offer' | 'charge' | 'beneficiaries'>): string {
  return `${line.offer}/${line.charge}/${line.beneficiaries[0] ?? ''}`;
}

/** Refuses an edit of a line that is not there, or two of the same line. */
export function checkEdits(priced: PricedQuote, edits: readonly LineEdit[]): void {
  const lines = new Set(priced.lines.map(lineKey));
  const seen = new Set<string>();
  edits.forEach(({ line }, at) => {
    if (!lines.has(line)) throw refuse('quote.line-not-found', { line }, `edits.${at}.line`);
    if (seen.has(line)) throw refuse('quote.line-edited-twice', { line }, `edits.${at}.line`);
    seen.add(line);
  });
}

/** The quote as it is offered: edited lines in the place of the calculated ones, totals summed again, each edit told in the line's reasoning. */
export function withEdits(priced: PricedQuote, edits: readonly LineEdit[]): PricedQuote {
  if (edits.length === 0) return priced;
  const years = priced.totals.years.length;
  const byLine = new Map(edits.map((edit) => [edit.line, edit]));
  const lines = priced.lines.map((line) => {
    const edit = byLine.get(lineKey(line));
    return edit ? editedLine(line, edit, years) : line;
  });
  const totals = totalsOf(lines, years);
  const isComplete = lines.every((line) => line.status !== 'on-quote');
  const status = !isComplete ? 'on-quote' : lines.some((line) => line.status === 'to-confirm') ? 'to-confirm' : 'firm';
  return { ...priced, lines, status, isComplete, totals, payers: payersOf(lines, years, totals) };
}

function editedLine(line: PricedLine, { amountCents, reason }: LineEdit, years: number): PricedLine {
  return {
    ...line,
    unitCents: null,
    amountCents,
    yearsCents: amountsByYear(amountCents, line.due, years),
    status: 'firm',
    isIncluded: false,
    flags: [
      ...line.flags.filter(({ code }) => code !== 'on-quote' && code !== 'to-confirm'),
      { code: 'edited', says: `Montant fixé par l’opérateur : ${reason}` },
    ],
    why: [...line.why, { says: `Montant fixé par l’opérateur, qui s’écarte du tarif calculé. Motif : ${reason}` }],
  };
}

function amountsByYear(cents: number, { firstYear, everyYears }: PricedLine['due'], years: number): number[] {
  return Array.from({ length: years }, (_, at) => {
    const since = at + 1 - firstYear;
    const isDue = since === 0 || (since > 0 && everyYears !== null && since % everyYears === 0);
    return isDue ? cents : 0;
  });
}
