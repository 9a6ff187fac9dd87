// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { summarise } from './edition-summary.ts';
import type { Edition } from './edition-schema.ts';
import { contentOf, findEdition, mustBeDraft } from './find-edition.ts';
import { recordChange } from './record-change.ts';
import type { Tables } from './tables.ts';

/** Gives a draft another name; its key, which addresses hold, stays. */
export async function renameDraft(ctx: Context<Tables>, input: { edition: string; label: string; revision: number }) {
  const row = await findEdition(ctx, input.edition, { toChange: true });
  mustBeDraft(row, input.revision);
  const content = { ...(await contentOf(ctx, row)), label: input.label };
  return saveDraft(ctx, row.id, content, { says: `Renommée « ${input.label} ».`, change: { kind: 'renamed', from: row.label } });
}

/** Removes a draft and its changes. */
export async function deleteDraft(ctx: Context<Tables>, input: { edition: string }) {
  const row = await findEdition(ctx, input.edition, { toChange: true });
  mustBeDraft(row);
  await ctx.tx.deleteFrom('catalogue.edition').where('organisation_id', '=', ctx.organisation).where('id', '=', row.id).execute();
  await ctx.tell('catalogue.draft-deleted', { editionId: row.id, key: row.key });
}

/** Writes the content of a draft as its next revision, with what was done. The caller has locked the row and checked it. */
export async function saveDraft(
  ctx: Context<Tables>,
  id: string,
  content: Edition,
  done: { says: string; change: Record<string, unknown>; reason?: string | null },
) {
  const { revision, key } = await ctx.tx
    .updateTable('catalogue.edition')
    .set((row) => ({ content, label: content.label, revision: row('revision', '+', 1), changed_at: ctx.now().toString() }))
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .returning(['revision', 'key'])
    .executeTakeFirstOrThrow();
  await recordChange(ctx, { editionId: id, revision, ...done });
  await ctx.tell('catalogue.edition-revised', { editionId: id, key, revision });
  return summarise(ctx, await findEdition(ctx, id));
}
