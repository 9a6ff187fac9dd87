// SPDX-License-Identifier: EUPL-1.2
/** What stands in an archive: a tar of `header.json`, `tables/<table>/<n>.copy.gz`, `blobs/<name>` and, last, `summary.json`. */
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** The first kept every byte in the file; since the second, some may be left at the second site. */
export const FORMAT = 2;

const sumShape = z.object({ count: z.int(), bytes: z.int(), digest: z.hex() });
const tableShape = z.object({ name: z.string(), columns: z.array(z.string()), sum: sumShape });

/** Known before the first row. `migrations` maps names to checksums; `queueSchema` is pg-boss's own version. */
export const headerShape = z.object({
  format: z.union([z.literal(1), z.literal(FORMAT)]),
  /** How many files it leaves at the second site: who restores must reach it. */
  leftElsewhere: z.int().default(0),
  madeAt: z.string(),
  postgresql: z.string(),
  queueSchema: z.int(),
  rootKey: z.hex(),
  migrations: z.record(z.string(), z.string()),
});

/** Written last: an archive without it is not whole. */
export const summaryShape = z.object({
  tables: z.array(tableShape),
  sequences: z.array(z.object({ name: z.string(), last: z.string(), isCalled: z.boolean() })),
  blobs: sumShape,
  missingBlobs: z.array(z.string()),
  leftElsewhere: z.object({ count: z.int(), bytes: z.int() }).default({ count: 0, bytes: 0 }),
});

export type Header = z.infer<typeof headerShape>;
export type Summary = z.infer<typeof summaryShape>;

/** Tells whether two installations share their root key, and nothing about the key. */
export function fingerprintOf(rootKey: Uint8Array): string {
  return createHash('sha256').update('beffroi root key').update(rootKey).digest('hex').slice(0, 32);
}
