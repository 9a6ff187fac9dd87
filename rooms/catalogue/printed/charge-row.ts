// SPDX-License-Identifier: EUPL-1.2
import type { Charge } from '../edition-schema.ts';
import type { Priced } from './print-edition.ts';
import type { PrintedRow } from './printed-shapes.ts';

/** The row of a charge, without its cells. */
export function rowOf({ offer, variantAt, charge }: Priced, group: string | null): Omit<PrintedRow, 'cells'> {
  const due = dueOf(charge);
  return {
    group,
    label: charge.label,
    detail: due,
    citations: charge.due.citation ? [charge.due.citation] : [],
    readings: [...new Set([...charge.readings, ...(charge.due.reading ? [charge.due.reading] : [])])],
    anchor: `offre-${offer.key}-${variantAt}-${charge.key}`,
  };
}

/** When a charge is due, in a few words. */
export function dueOf({ due }: Charge): string {
  if (due.everyYears === null) return due.firstYear === 1 ? 'une fois' : `une fois, année ${due.firstYear}`;
  const rhythm = due.everyYears === 1 ? 'par an' : `tous les ${due.everyYears} ans`;
  return due.firstYear === 1 ? rhythm : `${rhythm} dès l’année ${due.firstYear}`;
}

/** Choices with which a charge is due, in words: « Solution : antivirus avec EDR ». */
export function choicesOf({ offer, charge }: Priced): string | null {
  const chosen = Object.entries(charge.onlyIf ?? {}).flatMap(([key, value]) => {
    const input = offer.inputs.find((candidate) => candidate.key === key);
    const option = input?.options?.find((candidate) => candidate.key === value);
    return option ? [option.label] : [];
  });
  return chosen.length > 0 ? chosen.join(', ') : null;
}
