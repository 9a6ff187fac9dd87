// SPDX-License-Identifier: EUPL-1.2
import type { PriceRule } from '../edition-schema.ts';
import { amountCell } from './cells.ts';
import { writeAddress } from './price-address.ts';
import type { Priced } from './print-edition.ts';
import type { PrintedTable } from './printed-shapes.ts';

/** The grid as printed: a row per volume, a column per number of bodies. */
export function gridTable({ offer, variantAt, charge }: Priced, grid: Extract<PriceRule, { kind: 'grid' }>): PrintedTable {
  return {
    key: `${offer.key}-${charge.key}`,
    caption: offer.label === charge.label ? charge.label : `${offer.label} : ${charge.label}`,
    corner: offer.inputs.find(({ key }) => key === grid.rows.input)?.label ?? 'Volume',
    columns: grid.columns.steps.map((step) => ({ label: step.label, isAmount: true, citations: [step.citation] })),
    rows: grid.rows.steps.map((step, row) => ({
      group: null,
      label: step.label,
      detail: null,
      citations: [step.citation],
      readings: grid.readings,
      cells: (grid.cells[row]?.cents ?? []).map((cents, column) =>
        amountCell(cents, {
          citations: cited(grid, row, column),
          readings: [...charge.readings, ...grid.readings],
          price: writeAddress({ offer: offer.key, variant: variantAt, charge: charge.key, place: [String(row), String(column)] }),
        }),
      ),
      anchor: null,
    })),
    notes: [],
  };
}

function cited(grid: Extract<PriceRule, { kind: 'grid' }>, row: number, column: number) {
  const cells = grid.cells[row];
  const figure = cells?.figures[column];
  if (!cells || figure === undefined) return [];
  const label = `${grid.rows.steps[row]?.label ?? ''} · ${grid.columns.steps[column]?.label ?? ''}`;
  return [{ document: grid.document, line: cells.line, label, figure }];
}
