// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { words } from '#platform/text/fold.ts';
import type { Tables } from '../tables.ts';
import { asLine, entryRows, type EntryRow } from './entry-rows.ts';

type Filter = {
  q?: string | undefined;
  kind?: EntryRow['kind'] | undefined;
  unit?: string | undefined;
  sort: 'name' | 'title' | 'unit';
  order: 'asc' | 'desc';
  page: number;
  size: number;
};

const french = new Intl.Collator('fr', { sensitivity: 'base', numeric: true });

/** A page of the body's own directory. A body has hundreds of people, thousands at most: they are sorted here, as a French reader expects. */
export async function listDirectory(ctx: Context<Tables>, { q, kind, unit, sort, order, page, size }: Filter) {
  const asked = words(q ?? '');
  const rows = (await entryRows(ctx)).filter(
    (row) =>
      (!kind || row.kind === kind) && (!unit || row.unitId === unit) && asked.every((word) => saidOf(row).some((said) => said.startsWith(word))),
  );
  const key = (row: EntryRow): string => `${sort === 'name' ? '' : (row[sort] ?? '￿')}\u0000${row.familyName}\u0000${row.givenName}`;
  rows.sort((a, b) => (order === 'asc' ? 1 : -1) * french.compare(key(a), key(b)));
  return { rows: rows.slice((page - 1) * size, page * size).map(asLine), total: rows.length };
}

function saidOf({ givenName, familyName, title, unit, skills, delegation }: EntryRow): string[] {
  return words([givenName, familyName, title, unit, skills, delegation].join(' '));
}
