// SPDX-License-Identifier: EUPL-1.2

/**
 * Makes each item while the one before is put away, in their order: two are held at most. Whatever fails, both have ended when it throws, so that
 * nothing is put away in a transaction that is over.
 */
export async function overlap<Item, Made>(
  items: readonly Item[],
  make: (item: Item) => Promise<Made>,
  putAway: (made: Made) => Promise<void>,
): Promise<void> {
  let putting = Promise.resolve();
  for (const item of items) {
    const [made, put] = await Promise.allSettled([make(item), putting]);
    if (put.status === 'rejected') throw put.reason;
    if (made.status === 'rejected') throw made.reason;
    putting = putAway(made.value);
  }
  await putting;
}
