// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { editionNamed, indexOf, volume, type Edition } from '#rooms/catalogue/api.ts';
import type { Tables } from '../tables.ts';

type Row = { upToGo: number; cents: number; label: string; printed: string };

/** What the territory pays at each volume of its edition's grid, for its own number of bodies; and what it pays now. */
export type Column = { now: Row; rows: readonly Row[] };

type Charge = Edition['offers'][number]['variants'][number]['charges'][number];
type Grid = Extract<Charge['price'], { kind: 'grid' }>;

/** The column of the grid on which a volume stands. Null where its source names none, or the edition is gone. */
export async function columnOf(
  ctx: Context<Tables>,
  allowance: Pick<Tables['rights.allowance'], 'organisation_id' | 'amount' | 'source'>,
): Promise<Column | null> {
  const { edition: key, grid } = allowance.source as { edition?: unknown; grid?: { offer?: unknown; charge?: unknown; bodiesUpTo?: unknown } }; // as the opener wrote it
  if (typeof key !== 'string' || !grid) return null;
  const record = await editionNamed(ctx, allowance.organisation_id, key);
  const price = record && gridOf(record.edition, String(grid.offer), String(grid.charge));
  if (!price) return null;
  const across = indexOf(price.columns.steps, Number(grid.bodiesUpTo));
  const rows = price.rows.steps.flatMap(({ upTo, label }, at): Row[] => {
    const [cents, line] = [price.cells[at]?.cents[across], price.cells[at]?.line];
    if (cents === undefined) return [];
    const printed = `${label}, jusqu’à ${volume(upTo)} : document ${price.document}, ligne ${line}, édition ${key}`;
    return [{ upToGo: upTo, cents, label: `jusqu’à ${volume(upTo)}`, printed }];
  });
  const now = rows.find(({ upToGo }) => upToGo * 1000 >= (allowance.amount ?? 0));
  return now ? { now, rows } : null;
}

function gridOf(edition: Edition, offer: string, charge: string): Grid | null {
  const found = edition.offers
    .find(({ key }) => key === offer)
    ?.variants.flatMap(({ charges }) => charges)
    .find(({ key }) => key === charge);
  return found?.price.kind === 'grid' ? found.price : null;
}
