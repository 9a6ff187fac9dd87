// SPDX-License-Identifier: EUPL-1.2
/**
 * Voted editions in memory, so that pricing asks the database nothing. Their content never changes and is kept; which one prices on which day
 * is checked again after a second, and at once in the process that changed it.
 */
import type { Transaction } from 'kysely';
import type { Context } from '#platform/context.ts';
import { inOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { editionRecord, type EditionRecord } from './edition-record.ts';
import { editionShape, type Edition } from './edition-schema.ts';
import type { EditionRow, Tables } from './tables.ts';

type Listed = Pick<EditionRow, 'organisation_id' | 'id' | 'key' | 'label' | 'status' | 'act' | 'valid_from' | 'valid_to'>;
type Shelf = {
  lists: Map<string, { readAt: number; rows: readonly Listed[] }>;
  contents: Map<string, Edition>;
  records: Map<string, { listed: Listed; record: EditionRecord }>;
};

const LIST_KEPT_MS = 1_000;
const MOST_EDITIONS = 200;
const shelves = new WeakMap<House, Shelf>();

/** The voted editions of an operator, the newest day first. */
export async function listedEditions<T>(ctx: Context<T>, operatorId: string): Promise<readonly Listed[]> {
  const { lists } = shelfOf(ctx.house);
  const known = lists.get(operatorId);
  // The trade's clock may stand still in a test; what ages here is a copy of the database.
  if (known && performance.now() - known.readAt < LIST_KEPT_MS) return known.rows;
  const readAt = performance.now();
  const rows = await read(ctx, operatorId, (tx) =>
    tx
      .selectFrom('catalogue.edition')
      .select(['organisation_id', 'id', 'key', 'label', 'status', 'act', 'valid_from', 'valid_to'])
      .where('organisation_id', '=', operatorId)
      .where('status', '<>', 'draft')
      .orderBy('valid_from', (order) => order.desc().nullsFirst())
      .orderBy('id')
      .execute(),
  );
  lists.set(operatorId, { readAt, rows });
  return rows;
}

/** The record of one listed edition; the same object until its status or days change, so that what is compiled from it stays. */
export async function takeFromShelf<T>(ctx: Context<T>, listed: Listed): Promise<EditionRecord> {
  const shelf = shelfOf(ctx.house);
  const known = shelf.records.get(listed.id);
  if (known && isSame(known.listed, listed)) return known.record;
  const content = shelf.contents.get(listed.id) ?? (await readContent(ctx, listed));
  put(shelf.contents, listed.id, content);
  const record = editionRecord(listed, content);
  put(shelf.records, listed.id, { listed, record });
  return record;
}

/** Makes the next question ask the database: called once a change is committed. */
export function forgetList(house: House, operatorId: string): void {
  shelfOf(house).lists.delete(operatorId);
}

function shelfOf(house: House): Shelf {
  const known = shelves.get(house);
  if (known) return known;
  const shelf: Shelf = { lists: new Map(), contents: new Map(), records: new Map() };
  shelves.set(house, shelf);
  return shelf;
}

async function readContent<T>(ctx: Context<T>, { organisation_id, id }: Listed): Promise<Edition> {
  const { content } = await read(ctx, organisation_id, (tx) =>
    tx
      .selectFrom('catalogue.edition')
      .select('content')
      .where('organisation_id', '=', organisation_id)
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  );
  // A version that knows more fields gives them their defaults.
  return editionShape.parse(content);
}

/** In the caller's transaction when there is one: asking for a second connection while holding one could wait for ever. */
function read<T, Result>(ctx: Context<T>, operatorId: string, work: (tx: Transaction<Tables>) => Promise<Result>): Promise<Result> {
  // A voted edition is readable from any body, so the caller's row types are the only difference.
  if (ctx.hasTransaction) return work(ctx.tx as unknown as Transaction<Tables>);
  return inOrganisation(ctx.house.db, operatorId, work, { readOnly: true });
}

function isSame(one: Listed, other: Listed): boolean {
  return one.status === other.status && one.valid_from === other.valid_from && one.valid_to === other.valid_to;
}

function put<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (map.size >= MOST_EDITIONS && !map.has(key)) map.delete(map.keys().next().value ?? key);
  map.set(key, value);
}
