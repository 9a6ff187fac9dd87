// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { editionShape, type Edition } from './edition-schema.ts';
import { refuse } from './contract.ts';
import type { EditionRow, Tables } from './tables.ts';

const columns = [
  'organisation_id', 'id', 'key', 'label', 'status', 'revision', 'based_on', 'act', 'valid_from', 'valid_to', 'created_by', 'created_at',
  'changed_at', 'proposed_by', 'proposed_at', 'in_force_by', 'in_force_at', 'archived_by', 'archived_at',
] as const; // prettier-ignore
export type EditionFacts = Omit<EditionRow, 'content'>;

/** One edition of the body in the address, drafts included, by id or key; locked until the transaction ends when it is to change. */
export async function findEdition(ctx: Context<Tables>, idOrKey: string, options: { toChange?: boolean } = {}): Promise<EditionFacts> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(idOrKey);
  let query = ctx.tx
    .selectFrom('catalogue.edition')
    .select(columns)
    .where('organisation_id', '=', ctx.organisation)
    .where(isId ? 'id' : 'key', '=', idOrKey);
  if (options.toChange) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (!row) throw refuse('catalogue.unknown-edition', {}, 'edition');
  return row;
}

/** Every edition of the body in the address, drafts first, then the newest day. */
export function allEditions(ctx: Context<Tables>): Promise<EditionFacts[]> {
  return ctx.tx
    .selectFrom('catalogue.edition')
    .select(columns)
    .where('organisation_id', '=', ctx.organisation)
    .orderBy('valid_from', (order) => order.desc().nullsFirst())
    .orderBy('created_at', 'desc')
    .execute();
}

/** What the edition holds, as this version of the schema reads it. */
export async function contentOf(ctx: Context<Tables>, { organisation_id, id }: EditionFacts): Promise<Edition> {
  const { content } = await ctx.tx
    .selectFrom('catalogue.edition')
    .select('content')
    .where('organisation_id', '=', organisation_id)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return editionShape.parse(content);
}

/** Refuses to touch what is voted, or what someone else changed since it was read. */
export function mustBeDraft(row: EditionFacts, revision?: number): void {
  if (row.status !== 'draft') throw refuse('catalogue.not-a-draft');
  if (revision !== undefined && revision !== row.revision) throw refuse('catalogue.changed-meanwhile', { revision: row.revision }, 'revision');
}
