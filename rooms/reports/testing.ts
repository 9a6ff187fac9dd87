// SPDX-License-Identifier: EUPL-1.2
/** What tests and benches of the weekly report ask of its queue. */
import type { Context } from '#platform/context.ts';
import { contextWithoutTransaction } from '#platform/make-context.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { asOwner } from '#rooms/people/testing.ts';

/** As the schedule calls. */
export function asJob(it: TestHouse): Context {
  return contextWithoutTransaction(it.house, { actor: { kind: 'job', name: 'reports.write' }, organisation: null });
}

/** The bodies whose report of a week was given to a worker, as often as it was. */
export function queuedBodies(it: TestHouse, week: string): Promise<string[]> {
  return asOwner(it, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select jsonb_array_elements_text(data -> 'bodies') as id from jobs.job where name = 'reports.write-some' and data ->> 'week' = $1`,
      [week],
    );
    return rows.map(({ id }) => id);
  });
}
