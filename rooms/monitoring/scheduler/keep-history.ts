// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import type { Tables } from '../tables.ts';

const MONTHS_KEPT = 13;

/** Packs the looks of the days that are over, and sums their hours. Repeatable: a call that an outage skipped is made up by the next. */
export async function packLooks(ctx: Pick<Context, 'house' | 'now'>): Promise<void> {
  await acrossOrganisations<Tables, unknown>(ctx.house.db, 'monitoring.history', 'ranger les passages des jours révolus', (tx) =>
    sql`select monitoring.pack_looks(${ctx.now().toString()})`.execute(tx),
  );
}

/** Drops the results of thirty-one days ago, and sums older than thirteen months. */
export async function forgetHistory(ctx: Pick<Context, 'house' | 'now' | 'today'>): Promise<void> {
  const oldest = ctx.today().subtract({ months: MONTHS_KEPT }).toString();
  await acrossOrganisations<Tables, void>(ctx.house.db, 'monitoring.history', 'oublier les passages trop anciens', async (tx) => {
    await sql`select monitoring.empty_next_slot(${ctx.now().toString()})`.execute(tx);
    await sql`delete from monitoring.day where looked_on < ${oldest}`.execute(tx);
  });
}
