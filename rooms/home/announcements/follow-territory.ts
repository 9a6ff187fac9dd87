// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { operatorsOf } from '#rooms/organisations/api.ts';
import type { Tables } from '../tables.ts';
import { writeReach } from './write-reach.ts';

/** Each night, lets the announcements that go on reach the bodies that have joined their territory, and no longer those that have left it. */
export async function followTerritory(ctx: Context<Tables>): Promise<void> {
  for (const { id: organisation } of await operatorsOf(ctx.house))
    await inContext<Tables, void>(ctx.house, { actor: ctx.actor, organisation }, async (inside) => {
      const rows = await inside.tx
        .selectFrom('home.announcement')
        .select(['id', 'territory', 'territory_ids'])
        .where('organisation_id', '=', organisation)
        .where('status', '=', 'published')
        .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', ctx.now().toString())]))
        .execute();
      for (const row of rows) await writeReach(inside, row);
    });
}
