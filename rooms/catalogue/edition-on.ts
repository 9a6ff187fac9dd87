// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { EditionRecord } from './edition-record.ts';
import { listedEditions, takeFromShelf } from './shelf.ts';

/**
 * The edition that prices for an operator on a day, or null when none does. From memory: what another process changed is
 * known as soon as its notification has arrived.
 */
export async function editionOn<T>(ctx: Context<T>, operatorId: string, day: Temporal.PlainDate): Promise<EditionRecord | null> {
  const asked = day.toString();
  const listed = (await listedEditions(ctx.house, operatorId)).find(
    ({ valid_from: from, valid_to: to }) => from !== null && from <= asked && (to === null || asked <= to),
  );
  return listed ? takeFromShelf(ctx.house, listed) : null;
}

/** A voted edition by its id or its key, whatever its days: what a quote or a convention names. Null when the operator has none of that name. */
export async function editionNamed<T>(ctx: Context<T>, operatorId: string, idOrKey: string): Promise<EditionRecord | null> {
  const listed = (await listedEditions(ctx.house, operatorId)).find(({ id, key }) => id === idOrKey || key === idOrKey);
  return listed ? takeFromShelf(ctx.house, listed) : null;
}

/** Every voted edition of an operator, without content: the newest day first. */
export async function editionsOf<T>(ctx: Context<T>, operatorId: string): Promise<readonly Omit<EditionRecord, 'edition'>[]> {
  const listed = await listedEditions(ctx.house, operatorId);
  return listed.map((row) => ({
    id: row.id,
    operatorId: row.organisation_id,
    key: row.key,
    label: row.label,
    status: row.status,
    validFrom: row.valid_from === null ? null : Temporal.PlainDate.from(row.valid_from),
    validTo: row.valid_to === null ? null : Temporal.PlainDate.from(row.valid_to),
    act: row.act,
  }));
}
