// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import { inContext } from '#platform/make-context.ts';
import type { Tables } from '../tables.ts';
import { openYear } from './close-year.ts';

/** From October on, next year's counters stand, so that its leave can be asked for; on 1 January, those of whoever came since. Repeatable. */
export async function openNextYear(ctx: Context<Tables>): Promise<void> {
  const { year, month } = ctx.today();
  const years = month >= 10 ? [year, year + 1] : [year];
  const bodies = await acrossOrganisations<Tables, { organisation_id: string }[]>(ctx.house.db, 'leave.open-year', 'counters of the year', (tx) =>
    tx.selectFrom('leave.agent').select('organisation_id').distinct().execute(),
  );
  for (const { organisation_id } of bodies)
    for (const each of years)
      await inContext<Tables, unknown>(ctx.house, { actor: ctx.actor, organisation: organisation_id }, (inside) => openYear(inside, { year: each }));
}
