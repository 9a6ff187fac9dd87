// SPDX-License-Identifier: EUPL-1.2
import type { PriceRule } from '../edition-schema.ts';
import { count } from './french-figures.ts';
import { divideHalfEven, divideHalfUp } from './round.ts';

export type Grid = Extract<PriceRule, { kind: 'grid' }>;
export type Generator = NonNullable<Grid['generator']>;

/** Unit price × coefficient, rounded to the euro: the cents of a cell. Half-even reproduces both printed grids; half-up fails on 5 × 2 562,50. */
export function generatedCell(unitCents: number, coefficientTenths: number, rounding: Generator['rounding']): number {
  const thousandthsOfEuro = unitCents * coefficientTenths;
  return (rounding === 'half-even' ? divideHalfEven(thousandthsOfEuro, 1000) : divideHalfUp(thousandthsOfEuro, 1000)) * 100;
}

/** The cells that a grid's generator gives, row by row; null when it has none. */
export function generatedCells(grid: Grid): number[][] | null {
  const { generator } = grid;
  if (!generator) return null;
  return grid.rows.steps.map((_, row) =>
    grid.columns.steps.map((__, column) => generatedCell(generator.unitCents, coefficientAt(generator, row, column), generator.rounding)),
  );
}

/** Tenths at a cell. A list that runs out goes on by one unit a step, as both printed grids do. */
export function coefficientAt({ coefficientTenths }: Generator, row: number, column: number): number {
  const [head] = coefficientTenths;
  const found = Array.isArray(head) ? coefficientTenths[row] : coefficientTenths[row + column];
  if (typeof found === 'number') return found;
  if (Array.isArray(found) && found[column] !== undefined) return found[column];
  const last = coefficientTenths.at(-1);
  if (typeof last === 'number') return last + (row + column - coefficientTenths.length + 1) * 10;
  throw new Error(`the generator has no coefficient at row ${row}, column ${column}`);
}

/** The grid whose cells are given, printed as figures. */
export function withCells(grid: Grid, cents: readonly (readonly number[])[], document: string): Grid {
  const cells = cents.map((row, at) => ({
    line: at + 1,
    cents: [...row],
    figures: row.map((amount) => count(amount / 100).replaceAll('\u202f', ' ')),
  }));
  return { ...grid, document, cells };
}
