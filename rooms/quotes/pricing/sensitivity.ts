// SPDX-License-Identifier: EUPL-1.2
import {
  count,
  countUnder,
  indexOf,
  populationFigures,
  signedEuros,
  volume,
  type BodyFacts,
  type CompiledEdition,
  type Count,
  type Edition,
} from '#rooms/catalogue/api.ts';
import type { Sensitivity } from './priced-quote.ts';

type Grid = Extract<Edition['offers'][number]['variants'][number]['charges'][number]['price'], { kind: 'grid' }>;

/** What one more body or a little more data would change on a grid. Null when the request is already beyond it. */
export function sensitivityOf(
  edition: CompiledEdition,
  grid: Grid,
  usedGo: number,
  counting: Count,
  roster: readonly BodyFacts[],
  find: (id: string) => BodyFacts | undefined,
): Sensitivity | null {
  const column = indexOf(grid.columns.steps, counting.counted);
  const row = indexOf(grid.rows.steps, usedGo);
  const today = grid.cells[row]?.cents[column];
  const across = grid.columns.steps[column];
  const down = grid.rows.steps[row];
  if (today === undefined || !across || !down || counting.unknown > 0) return null;
  const differenceAt = (r: number, c: number) => {
    const cents = grid.cells[r]?.cents[c];
    return cents === undefined ? null : cents - today;
  };
  const nextColumn = differenceAt(row, column + 1);
  const nextRow = differenceAt(row + 1, column);
  const nextStepAt = across.upTo + 1;
  const oneMoreCents = counting.counted < across.upTo ? 0 : nextColumn;
  return {
    bodies: {
      counted: counting.counted,
      upTo: across.upTo,
      oneMoreCents,
      nextStepAt: nextColumn === null ? null : nextStepAt,
      nextStepCents: nextColumn,
      says: `Une collectivité comptée de plus : ${change(oneMoreCents)} ; ${nextColumn === null ? `au-delà de ${count(across.upTo)}, sur devis` : `palier suivant à ${count(nextStepAt)} (${change(nextColumn)})`}.`,
    },
    volume: {
      usedGo,
      upToGo: down.upTo,
      fillBps: Math.round((usedGo * 10_000) / down.upTo),
      nextStepCents: nextRow,
      says: `Volume : ${volume(usedGo)} pour une capacité de ${volume(down.upTo)} ; au-delà, ${nextRow === null ? 'sur devis' : change(nextRow)}.`,
    },
    figures: populationFigures.map((figure) => {
      const counted = countUnder(edition, roster, figure, find);
      return { figure, counted, amountCents: counted === null ? null : (grid.cells[row]?.cents[indexOf(grid.columns.steps, counted)] ?? null) };
    }),
  };
}

function change(cents: number | null): string {
  return cents === null ? 'sur devis' : `${signedEuros(cents)} par an`;
}
