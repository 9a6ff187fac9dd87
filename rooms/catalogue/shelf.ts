// SPDX-License-Identifier: EUPL-1.2
/**
 * Voted editions in memory, so that pricing asks the database nothing. Their content never changes and is kept; which one prices on which day
 * is forgotten as soon as any process changes it (migration 0610 tells it at commit), and at once in the process that did.
 */
import { inOrganisation } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { editionRecord, type EditionRecord } from './edition-record.ts';
import { editionShape, type Edition } from './edition-schema.ts';
import type { EditionRow, Tables } from './tables.ts';

type Listed = Pick<EditionRow, 'organisation_id' | 'id' | 'key' | 'label' | 'status' | 'act' | 'valid_from' | 'valid_to'>;
type Shelf = {
  lists: Map<string, Promise<readonly Listed[]>>;
  contents: Map<string, Edition>;
  records: Map<string, { listed: Listed; record: EditionRecord }>;
};

const CHANNEL = 'catalogue.editions';
const MOST_EDITIONS = 200;
const shelves = new WeakMap<House, Shelf>();

const listening = new WeakSet<House>();

/** Forgets which editions an operator has when any process says that they changed. */
export async function prepareShelf(house: House): Promise<void> {
  if (listening.has(house)) return;
  listening.add(house);
  await house.db.listen(CHANNEL, (operatorId) => {
    if (operatorId === null) shelfOf(house).lists.clear();
    else forgetList(house, operatorId);
  });
}

/** The voted editions of an operator, the newest day first. */
export async function listedEditions(house: House, operatorId: string): Promise<readonly Listed[]> {
  const { lists } = shelfOf(house);
  // On the shelf before it is read: a change told meanwhile takes it off again.
  const known = lists.get(operatorId) ?? readList(house, operatorId);
  lists.set(operatorId, known);
  known.catch(() => lists.delete(operatorId));
  return known;
}

/** The record of one listed edition; the same object until its status or days change, so that what is compiled from it stays. */
export async function takeFromShelf(house: House, listed: Listed): Promise<EditionRecord> {
  const shelf = shelfOf(house);
  const known = shelf.records.get(listed.id);
  if (known && isSame(known.listed, listed)) return known.record;
  const content = shelf.contents.get(listed.id) ?? (await readContent(house, listed));
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

// In transactions of their own: what is shared with every other request must not hold what the caller has changed and not yet committed.
function readList(house: House, operatorId: string): Promise<readonly Listed[]> {
  return inOrganisation<Tables, readonly Listed[]>(
    house.db,
    operatorId,
    (tx) =>
      tx
        .selectFrom('catalogue.edition')
        .select(['organisation_id', 'id', 'key', 'label', 'status', 'act', 'valid_from', 'valid_to'])
        .where('organisation_id', '=', operatorId)
        .where('status', '<>', 'draft')
        .orderBy('valid_from', (order) => order.desc().nullsFirst())
        .orderBy('id')
        .execute(),
    { readOnly: true },
  );
}

async function readContent(house: House, { organisation_id: operatorId, id }: Listed): Promise<Edition> {
  const { content } = await inOrganisation<Tables, { content: unknown }>(
    house.db,
    operatorId,
    (tx) =>
      tx.selectFrom('catalogue.edition').select('content').where('organisation_id', '=', operatorId).where('id', '=', id).executeTakeFirstOrThrow(),
    { readOnly: true },
  );
  // A version that knows more fields gives them their defaults.
  return editionShape.parse(content);
}

function isSame(one: Listed, other: Listed): boolean {
  return one.status === other.status && one.valid_from === other.valid_from && one.valid_to === other.valid_to;
}

function put<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (map.size >= MOST_EDITIONS && !map.has(key)) map.delete(map.keys().next().value ?? key);
  map.set(key, value);
}
