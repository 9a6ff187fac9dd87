// SPDX-License-Identifier: EUPL-1.2
import { formatEurosShort, formatPercent } from '#platform/money/euros.ts';
import type { Citation, Scheme } from '../edition-schema.ts';
import type { PrintedCell } from './printed-shapes.ts';

type About = { citations?: readonly Citation[]; readings?: readonly string[]; price?: string; note?: string | null; span?: number };

/** Strata in the order in which the document prints them; the scheme keeps them in the order in which they are tried. */
export function asPrinted(strata: Scheme['strata']): Scheme['strata'] {
  return [...strata].sort((one, other) => one.citation.document.localeCompare(other.citation.document) || one.citation.line - other.citation.line);
}

/** A cell of words. */
export function textCell(text: string, about: About = {}): PrintedCell {
  return {
    text,
    cents: null,
    citations: [...(about.citations ?? [])],
    readings: [...(about.readings ?? [])],
    price: about.price ?? null,
    note: about.note ?? null,
    span: about.span ?? 1,
  };
}

/** An amount; « Gratuit » and the like keep the printed word; null is the place that the document leaves empty. */
export function amountCell(cents: number | null, about: About): PrintedCell {
  if (cents === null) return textCell('–', { note: 'Le document n’imprime aucun prix ici : sur devis.', ...about });
  const word = about.citations?.find(({ figure }) => figure !== undefined && !/\d/.test(figure))?.figure;
  return { ...textCell(cents === 0 && word ? word : formatEurosShort(cents), about), cents };
}

/** A rate in hundredths of a percent. */
export function rateCell(bps: number, about: About): PrintedCell {
  return textCell(formatPercent(bps), about);
}
