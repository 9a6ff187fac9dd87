// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { editionNamed, editionsOf, type EditionRecord } from '#rooms/catalogue/api.ts';
import { operatorOn, referenceFinder } from '#rooms/organisations/api.ts';
import type { Tables } from '../tables.ts';
import { planTakeOver, type Planned, type World } from './plan-take-over.ts';
import { readGroups } from './said.ts';
import type { FileLine } from './read-file.ts';
import { standingFor } from './standing-conventions.ts';

/** Reads the lines of a file and plans them against the register of conventions as it stands. */
export async function planLines(ctx: Context<Tables>, lines: readonly FileLine[]): Promise<{ planned: Planned[]; world: World }> {
  const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  const known = await editionsOf(ctx, ctx.organisation);
  const groups = readGroups(lines, referenceFinder(view), known);
  const standing = await standingFor(
    ctx,
    groups.flatMap(({ said }) => said ?? []),
  );
  const named = [...groups.flatMap(({ said }) => said?.edition ?? []), ...standing.cadres.map(({ edition }) => edition)];
  const world = { view, editions: await editionsNamed(ctx, named), standing, today: ctx.today() };
  return { planned: planTakeOver(groups, world), world };
}

/** These editions of the operator, by key. */
export async function editionsNamed(ctx: Context<Tables>, keys: readonly string[]): Promise<ReadonlyMap<string, EditionRecord>> {
  const records = new Map<string, EditionRecord>();
  for (const key of new Set(keys)) {
    const record = await editionNamed(ctx, ctx.organisation, key);
    if (record) records.set(key, record);
  }
  return records;
}
