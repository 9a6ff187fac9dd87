// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { shortEuros } from '#rooms/catalogue/api.ts';
import { frenchAmount } from '../french-amount.ts';
import { sourceLine } from '../source-line.ts';
import type { Tables } from '../tables.ts';
import { excessOf, expectedCount, expectedLevel, type Expected } from './forecast.ts';
import { columnOf, type Column } from './volume-grid.ts';
import { usesOf, type Used } from './uses.ts';

const method =
  'Un niveau (Go, comptes) est prolongé d’un an au rythme des douze derniers mois, par la droite la plus proche des relevés ; un compteur ' +
  'annuel reprend ce qui a été utilisé en douze mois. Ce qui dépasse le droit est compté par tranche entamée, au prix imprimé. C’est une ' +
  'estimation : ni devis, ni facture.';

/** What next year would cost more, at today's use, for a body; of all its operators, or of one. A number of queries that no right changes. */
export async function nextYearOf(ctx: Context<Tables>, { beneficiaryId, operatorId }: { beneficiaryId: string; operatorId?: string }) {
  const on = ctx.today();
  const used = await usesOf(ctx, { beneficiaryId, ...(operatorId !== undefined && { operatorId }) });
  const lines = [];
  const withoutForecast: { label: string; why: string }[] = [];
  for (const one of used) {
    const { label } = one.allowance;
    const expected = expectedOf(one, on);
    if (expected === null) withoutForecast.push({ label, why: whyNot(one) });
    else lines.push(lineOf(one, expected, one.allowance.is_pooled ? await columnOf(ctx, one.allowance) : null));
  }
  return {
    year: on.year + 1,
    method,
    lines,
    totalCents: lines.reduce((total, { cents }) => total + (cents ?? 0), 0),
    withoutForecast,
  };
}

/** What the body in the address may expect. */
export function readNextYear(ctx: Context<Tables>) {
  return nextYearOf(ctx, { beneficiaryId: ctx.organisation });
}

function expectedOf({ allowance, points, usedInYear, openedOn }: Used, on: Temporal.PlainDate): Expected | null {
  if (allowance.kind === 'level') return expectedLevel(points, on);
  return expectedCount({ usedInYear, openedOn }, on);
}

function whyNot({ allowance, points }: Used): string {
  if (allowance.kind === 'count') return 'Ouvert depuis moins de trois mois : trop peu pour prévoir.';
  return points.length === 0 ? 'Aucun relevé reçu.' : 'Moins de deux mois de relevés, ou moins de trois relevés : trop peu pour prévoir.';
}

function lineOf({ allowance, extra }: Used, { now, expected }: Expected, column: Column | null) {
  const amount = (allowance.amount ?? 0) + extra;
  const shown = { id: allowance.id, label: allowance.label, unit: allowance.unit, amount: amount / 1000, now: now / 1000, expected: expected / 1000 };
  const begins = `Attendu : ${frenchAmount(roundedUnits(expected), allowance.unit)} pour ${frenchAmount(amount, allowance.unit)}`;
  if (expected <= amount) return { ...shown, cents: 0, says: `${begins}, rien de plus.`, printed: sourceLine(allowance.source) };
  if (column) return { ...shown, ...priceOfColumn(column, expected, begins) };
  const { blocks, cents } = excessOf(expected, amount, { block: allowance.block, cents: allowance.overage_cents });
  const printed = sourceLine(allowance.overage_source) ?? sourceLine(allowance.source);
  if (allowance.is_hard) return { ...shown, cents: 0, says: `${begins}. Le droit s’arrête là, rien ne sera utilisé au-delà.`, printed };
  if (cents === null) return { ...shown, cents, says: `${begins}. Le tarif n’imprime pas de prix pour ce qui dépasse.`, printed };
  const size = frenchAmount(allowance.block, allowance.unit);
  const each = shortEuros(allowance.overage_cents ?? 0);
  return { ...shown, cents, says: `${begins}, soit ${blocks} × ${each} (par ${size} entamé).`, printed };
}

function priceOfColumn(column: Column, expected: number, begins: string) {
  const next = column.rows.find(({ upToGo }) => expected <= upToGo * 1000);
  if (!next) return { cents: null, says: `${begins}, au-delà de la grille, sur devis.`, printed: column.now.printed };
  const cents = next.cents - column.now.cents;
  return {
    cents,
    says: `${begins}. La participation passe de ${shortEuros(column.now.cents)} à ${shortEuros(next.cents)} par an (${next.label}).`,
    printed: next.printed,
  };
}

// A forecast is not known to the thousandth.
function roundedUnits(thousandths: number): number {
  return thousandths >= 10_000 ? Math.round(thousandths / 1000) * 1000 : Math.round(thousandths / 100) * 100;
}
