// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { eraseChanges, forgetRemovals } from './change-counter/change-counter.ts';
import type { Context } from './context.ts';
import { acrossOrganisations } from './db/scopes.ts';
import { defineRoom, type Room } from './room.ts';

/** What the platform itself keeps, does on a schedule and hands over, in the shape of a room; it stands before all of them. */
export const platformRoom = defineRoom({
  name: 'platform',
  floor: 'foundation',
  title: 'Socle',
  needs: [],
  jobs: [{ name: 'platform.forget', cron: '17 3 * * *', handler: forget }],
  personalData: [
    {
      category: 'Journal des actions',
      purpose: 'Prouver qui a fait quoi, et quand',
      basis: 'Obligation de sécurité (RGPD, article 32)',
      retention: 'Le temps de la convention, puis cinq ans ; identifiants seuls, sans nom',
      tables: ['platform.audit_entry'],
    },
  ],
  bodyData: {
    async export(ctx: Context) {
      const { rows } =
        await sql`select id, at, what, actor, about from platform.audit_entry where organisation_id = ${ctx.organisation} order by id`.execute(
          ctx.tx,
        );
      return { 'platform.audit_entry': rows };
    },
    // The journal stays, and says that the body was erased.
    async erase(ctx: Context) {
      await sql`delete from platform.delivery where organisation_id = ${ctx.organisation}`.execute(ctx.tx);
      await eraseChanges(ctx);
    },
  },
});

/** The rooms as the platform runs them: its own first. */
export function withPlatformRoom(rooms: readonly Room[]): readonly Room[] {
  return [platformRoom, ...rooms];
}

// Deliveries answer "was this event heard already?", and pg-boss gives up long before ninety days. A telephone that has not synchronised
// for half a year starts afresh.
async function forget(ctx: Context): Promise<void> {
  const now = ctx.now().toString();
  const halfAYearAgo = ctx.now().subtract({ hours: 24 * 182 });
  await acrossOrganisations(ctx.house.db, 'platform.forget', 'effacer ce qui ne sert plus', async (tx) => {
    await sql`delete from platform.delivery where at < ${now}::timestamptz - interval '90 days'`.execute(tx);
    await sql`delete from platform.rate_limit where window_ends < ${now}`.execute(tx);
    await forgetRemovals(tx, halfAYearAgo);
  });
}
