// SPDX-License-Identifier: EUPL-1.2

// Enough for the database and this process not to wait for each other; the other requests keep most of the connections.
const AT_ONCE = 3;

/** Does the work of each, a few at once, begun in the order given. One that fails holds up no other; the first failure is thrown at the end. */
export async function eachOf<One>(all: readonly One[], work: (one: One) => Promise<unknown>): Promise<void> {
  const waiting = all.values();
  const failures: unknown[] = [];
  const hand = async (): Promise<void> => {
    for (const one of waiting) await work(one).catch((error: unknown) => failures.push(error));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
  if (failures.length > 0) throw failures[0];
}
