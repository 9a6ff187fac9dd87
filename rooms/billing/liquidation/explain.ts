// SPDX-License-Identifier: EUPL-1.2
/** Why a payer owes more or less than last year, line by line. Pure. */
import { formatEuros } from '#platform/money/euros.ts';
import type { DueLine } from './due-line.ts';

/** What a line was last year: the sum of its postings, avoirs taken away. */
export type Before = {
  lineKey: string;
  label: string;
  cents: number;
  basis: { edition?: string | null; quantity?: number; detail?: string; until?: string };
};

export type Difference = {
  label: string;
  nature: 'new' | 'gone' | 'more' | 'less' | 'same';
  beforeCents: number;
  nowCents: number;
  says: string;
};

/** The differences of a payer with the year before, the largest first; lines that do not move are told too. Without a year before, all is new. */
export function explain(now: readonly DueLine[], before: readonly Before[], year: number): Difference[] {
  const lines = Map.groupBy(now, ({ lineKey }) => lineKey);
  const past = new Map(before.map((one) => [one.lineKey, one]));
  const differences: Difference[] = [];
  for (const [key, group] of lines) {
    const [first] = group;
    if (!first) continue;
    const nowCents = group.reduce((sum, { netCents }) => sum + (netCents ?? 0), 0);
    const then = past.get(key);
    differences.push(then ? changed(first, nowCents, then) : appeared(first, nowCents, before.length > 0, year));
  }
  for (const then of before)
    if (!lines.has(then.lineKey) && then.cents !== 0)
      differences.push({ label: then.label, nature: 'gone', beforeCents: then.cents, nowCents: 0, says: goneWords(then) });
  return differences.toSorted((one, other) => Math.abs(other.nowCents - other.beforeCents) - Math.abs(one.nowCents - one.beforeCents));
}

function appeared(line: DueLine, nowCents: number, hadYear: boolean, year: number): Difference {
  return { label: line.label, nature: 'new', beforeCents: 0, nowCents, says: newWords(line, hadYear, year) };
}

function newWords({ family, from }: DueLine, hadYear: boolean, year: number): string {
  if (family === 'overage') return `Dépassement constaté en ${year - 1}.`;
  if (family === 'order' || family === 'school-fee' || family === 'volume' || family === 'manual') return 'Commande de l’année, facturée une fois.';
  if (family === 'access-fee') return 'Frais d’accès, dus une seule fois.';
  if (family === 'term') return 'Prix pour plusieurs années, dû à leur début.';
  return hadYear
    ? `Nouveau : rien n’était facturé à ce titre en ${year - 1}.`
    : `Premier document pour ce service : il commence le ${frenchDay(from)}.`;
}

function changed(line: DueLine, nowCents: number, then: Before): Difference {
  const gap = nowCents - then.cents;
  const shared = { label: line.label, beforeCents: then.cents, nowCents };
  if (gap === 0) return { ...shared, nature: 'same', says: 'Inchangé.' };
  return { ...shared, nature: gap > 0 ? 'more' : 'less', says: reasonOf(line, then, gap) };
}

function reasonOf(line: DueLine, { basis }: Before, gap: number): string {
  const reasons = [
    basis.edition !== undefined && basis.edition !== line.edition
      ? `édition du catalogue ${basis.edition ?? 'inconnue'} → ${line.edition ?? 'inconnue'}`
      : '',
    basis.quantity !== undefined && basis.quantity !== line.quantityThousandths
      ? `quantité ${thousandths(basis.quantity)} → ${thousandths(line.quantityThousandths)}`
      : '',
    basis.detail !== undefined && basis.detail !== line.detail ? `${basis.detail || 'année entière'} → ${line.detail || 'année entière'}` : '',
  ].filter(Boolean);
  const words = `${gap > 0 ? 'En hausse' : 'En baisse'} de ${formatEuros(Math.abs(gap))}`;
  return reasons.length > 0 ? `${words} : ${reasons.join(', ')}.` : `${words} : le tarif de l’année a changé.`;
}

function goneWords({ basis }: Before): string {
  return basis.until ? `N’est plus dû : le service facturé finissait le ${frenchDay(basis.until)}.` : 'N’est plus dû.';
}

function thousandths(value: number): string {
  return (value / 1000).toLocaleString('fr-FR');
}

/** « 01/01/2027 », by hand: a national run writes hundreds of thousands, and each call of `toLocaleString` makes a formatter. */
function frenchDay(day: string): string {
  return day.split('-').toReversed().join('/');
}
