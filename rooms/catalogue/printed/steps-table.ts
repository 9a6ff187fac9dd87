// SPDX-License-Identifier: EUPL-1.2
import type { PriceRule } from '../edition-schema.ts';
import { amountCell, textCell } from './cells.ts';
import { rowOf } from './charge-row.ts';
import { writeAddress } from './price-address.ts';
import type { Priced } from './print-edition.ts';
import type { PrintedTable } from './printed-shapes.ts';

type Steps = Extract<PriceRule, { kind: 'steps' }>;

/** Prices that depend on one quantity: a column per step. Charges with the same steps share a table. */
export function stepsTable(family: string, members: readonly Priced[]): PrintedTable[] {
  const stepped = members.flatMap((member) => (member.charge.price.kind === 'steps' ? [{ member, price: member.charge.price }] : []));
  const tables = Map.groupBy(stepped, ({ price }) => price.steps.map((step) => step.label).join('|'));
  return [...tables.values()].map((lines, at) => tableOf(`${family}-paliers-${at + 1}`, lines));
}

function tableOf(key: string, lines: readonly { member: Priced; price: Steps }[]): PrintedTable {
  const [first] = lines;
  const corner = first?.member.offer.inputs.find((input) => input.key === first.price.input)?.label ?? 'Palier';
  return {
    key,
    caption: first?.member.offer.label ?? '',
    corner,
    columns: (first?.price.steps ?? []).map((step) => ({ label: step.label, isAmount: true, citations: [] })),
    rows: lines.map(({ member, price }) => ({
      ...rowOf(member, null),
      cells: price.steps.map((step, at) =>
        step
          ? amountCell(step.cents, {
              citations: [step.citation],
              readings: [...member.charge.readings, ...price.readings],
              price: writeAddress({ offer: member.offer.key, variant: member.variantAt, charge: member.charge.key, place: [String(at)] }),
            })
          : textCell('–'),
      ),
    })),
    notes: [],
  };
}
