// SPDX-License-Identifier: EUPL-1.2
/** Where a territory stands on the grid of its edition, and what a little more would change. Pure. */
import { indexOf, signedEuros, volume } from '#rooms/catalogue/api.ts';
import type { Grid } from '../take-over/volume-allowance.ts';

export type Position = {
  /** Null beyond the last one. */
  column: number | null;
  row: number | null;
  cellCents: number | null;
  oneMore: { cents: number | null; says: string };
  next: { label: string; differenceCents: number | null } | null;
  /** Of the row that the convention bought. */
  upToGo: number | null;
};

/** `volumeGo`: what the convention bought; null leaves the row unknown. */
export function positionOn(grid: Grid, counted: number, volumeGo: number | null): Position {
  const column = found(indexOf(grid.columns.steps, counted));
  const row = volumeGo === null ? null : found(indexOf(grid.rows.steps, volumeGo));
  const cellCents = cellOf(grid, row, column);
  const after = row === null ? undefined : grid.rows.steps[row + 1];
  return {
    column,
    row,
    cellCents,
    oneMore: oneMoreOf(grid, counted, row, column, cellCents),
    next: row === null ? null : { label: after?.label ?? '', differenceCents: differenceAt(grid, row + 1, column, cellCents) },
    upToGo: row === null ? null : (grid.rows.steps[row]?.upTo ?? null),
  };
}

function oneMoreOf(grid: Grid, counted: number, row: number | null, column: number | null, cellCents: number | null): Position['oneMore'] {
  const across = column === null ? undefined : grid.columns.steps[column];
  if (column === null || !across) return { cents: null, says: `${counted} comptées : au-delà de la dernière colonne imprimée, sur devis.` };
  const left = across.upTo - counted;
  if (left > 0)
    return {
      cents: 0,
      says: `Encore ${left} collectivité${left > 1 ? 's' : ''} comptée${left > 1 ? 's' : ''} dans la colonne « ${across.label} » sans changement.`,
    };
  const next = grid.columns.steps[column + 1];
  const cents = differenceAt(grid, row, column + 1, cellCents);
  if (!next)
    return { cents: null, says: `La colonne « ${across.label} » est pleine et c’est la dernière : une collectivité comptée de plus, sur devis.` };
  const change = cents === null ? 'montant à confirmer' : `${signedEuros(cents)} par an`;
  return { cents, says: `La colonne « ${across.label} » est pleine : une collectivité comptée de plus passe à « ${next.label} », ${change}.` };
}

/** « Au-delà de 1 To : 2 To, +2 798 € par an. » */
export function sayVolume({ upToGo, next }: Position, usedGo: number | null): string {
  if (upToGo === null) return 'Le volume souscrit n’est pas connu.';
  const used = usedGo === null ? 'Aucune mesure reçue' : `${volume(usedGo)} mesurés`;
  const beyond =
    !next || next.label === ''
      ? 'au-delà, sur devis'
      : `au-delà : ${next.label}, ${next.differenceCents === null ? 'sur devis' : `${signedEuros(next.differenceCents)} par an`}`;
  return `${used} sur ${volume(upToGo)} souscrits ; ${beyond}.`;
}

function differenceAt(grid: Grid, row: number | null, column: number | null, from: number | null): number | null {
  const cents = cellOf(grid, row, column);
  return cents === null || from === null ? null : cents - from;
}

function cellOf(grid: Grid, row: number | null, column: number | null): number | null {
  return row === null || column === null ? null : (grid.cells[row]?.cents[column] ?? null);
}

function found(index: number): number | null {
  return index < 0 ? null : index;
}
