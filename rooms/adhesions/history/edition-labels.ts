// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { editionLabel } from '../membership/edition-of.ts';

type Named = { organisation_id: string; edition: string };

/** The label of each edition of a list, by `operator edition`; each is read once. */
export async function editionLabels<T>(ctx: Context<T>, rows: readonly Named[]): Promise<ReadonlyMap<string, string>> {
  const named = [...new Map(rows.map((row) => [`${row.organisation_id} ${row.edition}`, row]))];
  const labels = new Map<string, string>();
  for (const [key, { organisation_id, edition }] of named) labels.set(key, await editionLabel(ctx, { operatorId: organisation_id, edition }));
  return labels;
}
