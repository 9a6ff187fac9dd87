// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { readBanners } from './read-banners.ts';

/** Puts an announcement aside for this person. An incident stays in sight while it lasts. */
export async function dismissBanner(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const { personId } = personWhoActs(ctx);
  const banner = (await readBanners(ctx)).rows.find((row) => row.id === id);
  if (!banner) throw refuse('home.unknown-announcement');
  if (banner.severity === 'incident' && banner.endedAt === null) throw refuse('home.incident-stays');
  await ctx.tx
    .insertInto('home.dismissal')
    .values({ person_id: personId, what: `announcement ${id}`, at: ctx.now().toString() })
    .onConflict((conflict) => conflict.columns(['person_id', 'what']).doNothing())
    .execute();
}
