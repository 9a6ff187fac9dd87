// SPDX-License-Identifier: EUPL-1.2
import type { Scheme, Variant } from '../edition-schema.ts';
import { amountCell, asPrinted, textCell } from './cells.ts';
import { rowOf } from './charge-row.ts';
import { writeAddress } from './price-address.ts';
import type { Priced } from './print-edition.ts';
import type { PrintedCell, PrintedTable } from './printed-shapes.ts';

// Beyond so many strata a document prints them one under the other.
const MOST_COLUMNS = 5;

/** Prices per stratum: strata as columns when they are few, as rows when they are many, as the documents print them. Says which charges it shows. */
export function strataTable(family: string, scheme: Scheme, members: readonly Priced[]): { table: PrintedTable; members: Priced[] } {
  const isWide = scheme.strata.length <= MOST_COLUMNS;
  const own = members.filter(({ charge }) => charge.price.kind === 'per-stratum');
  const shown = isWide ? [...members] : own;
  const [first] = own;
  const offers = new Set(shown.map(({ offer }) => offer));
  const about = {
    key: `${family}-${scheme.key}`,
    caption: first?.offer.kind === 'package' ? 'Prix des forfaits' : (first?.offer.label ?? scheme.label),
    notes: scheme.holes.map((hole) => ({ says: hole.says, citations: [], readings: [hole.reading] })),
  };
  const table: PrintedTable = isWide
    ? {
        ...about,
        corner: scheme.label,
        columns: scheme.strata.map((stratum) => ({ label: stratum.label, isAmount: true, citations: [stratum.citation] })),
        rows: shown.map((member) => ({ ...rowOf(member, offers.size > 1 ? member.offer.label : null), cells: cellsAcross(scheme, member) })),
      }
    : {
        ...about,
        corner: scheme.label,
        columns: shown.map((member) => ({ label: columnLabel(member, shown), isAmount: true, citations: member.offer.citations })),
        rows: asPrinted(scheme.strata).map((stratum) => ({
          group: null,
          label: stratum.label,
          detail: null,
          citations: [stratum.citation],
          readings: scheme.readings,
          cells: shown.map((member) => cellOf(member, stratum.key)),
          anchor: null,
        })),
      };
  return { table, members: shown };
}

function cellsAcross(scheme: Scheme, member: Priced): PrintedCell[] {
  const { price } = member.charge;
  if (price.kind === 'per-stratum') return scheme.strata.map((stratum) => cellOf(member, stratum.key));
  return [{ ...cellOf(member, ''), span: scheme.strata.length }];
}

function cellOf({ offer, variant, variantAt, charge }: Priced, stratum: string): PrintedCell {
  const { price } = charge;
  const at = { offer: offer.key, variant: variantAt, charge: charge.key };
  const readings = [...charge.readings, ...(variant.toConfirm ? [variant.toConfirm.reading] : [])];
  if (price.kind === 'fixed') return amountCell(price.cents, { citations: price.citations, readings, price: writeAddress({ ...at, place: [] }) });
  if (price.kind === 'on-quote')
    return textCell('Sur devis', { citations: price.citations, readings: [...readings, ...price.readings], note: price.because });
  if (price.kind !== 'per-stratum') return textCell('–');
  const entry = price.prices.find((candidate) => candidate.stratum === stratum);
  if (!entry) return textCell('–');
  return amountCell(entry.cents, {
    citations: [entry.citation],
    readings: [...readings, ...price.readings],
    price: writeAddress({ ...at, place: [stratum] }),
    ...(variant.toConfirm && { note: `À confirmer par l’opérateur. ${variant.toConfirm.says}` }),
  });
}

function columnLabel({ offer, variant, charge }: Priced, all: readonly Priced[]): string {
  const same = all.filter((member) => member.offer === offer);
  if (same.length <= 1) return offer.label;
  const isByVariant = new Set(same.map((member) => member.variant)).size > 1;
  return isByVariant ? [offer.label, whoseVariant(variant)].filter(Boolean).join(', ') : charge.label;
}

/** For whom a variant stands, when its condition is one that tariffs print. */
function whoseVariant({ when }: Variant): string | null {
  const [condition] = when ?? [];
  if (condition?.hosted) return 'collectivités hébergées';
  if (condition?.member) return 'adhérents';
  if (condition?.affiliated === false) return 'collectivités non affiliées';
  return null;
}
