// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { editionNamed, editionsOf } from '#rooms/catalogue/api.ts';

/** What the operator's editions call each of their offers, by key: the newest name wins. */
export async function serviceLabels<T>(ctx: Context<T>): Promise<ReadonlyMap<string, string>> {
  const labels = new Map<string, string>();
  for (const { id } of await editionsOf(ctx, ctx.organisation)) {
    const record = await editionNamed(ctx, ctx.organisation, id);
    for (const { key, label } of record?.edition.offers ?? []) if (!labels.has(key)) labels.set(key, label);
  }
  return labels;
}
