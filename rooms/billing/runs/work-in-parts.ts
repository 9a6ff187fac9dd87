// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { overlap } from './overlap.ts';

/** How far a work has come, of how many; written where others see it before the work commits. */
export type Advance = (done: number, total: number) => Promise<void>;

export type Way = {
  advance?: Advance;
  /** Reads in a transaction of its own, while that of the run writes; without it everything is read and written in turn. */
  readApart?: <Result>(work: (reader: Context<Tables>) => Promise<Result>) => Promise<Result>;
  /** How many documents are issued in a part. */
  atOnce?: number;
};

/** Reads and works out each part, then writes it, in their order: with `readApart` one is read while the one before is written. */
export async function workInParts<Part, Made>(
  ctx: Context<Tables>,
  parts: readonly Part[],
  { readApart }: Way,
  { make, write }: { make: (reader: Context<Tables>, part: Part) => Promise<Made>; write: (made: Made) => Promise<void> },
): Promise<void> {
  if (readApart) return overlap(parts, (part) => readApart((reader) => make(reader, part)), write);
  for (const part of parts) await write(await make(ctx, part));
}

/** A list in parts of so many, in its order. */
export function partsOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}
