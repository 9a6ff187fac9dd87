// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Standing } from './decide-draw.ts';
import { readOpenings } from './read-openings.ts';
import { showAllowance } from './show-allowance.ts';
import type { Tables } from './tables.ts';

/** What the body may use on a day, alone or with its territory, and what stands of it. Two queries, whatever the number of rights. */
export async function readRights<RoomTables>(caller: Context<RoomTables>, { on: asked }: { on?: string | undefined }) {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const on = asked ? Temporal.PlainDate.from(asked) : ctx.today();
  const services = await readOpenings(ctx, { beneficiaryId: ctx.organisation, on });
  const { rows } = await sql<{ standings: (Standing & { holder: string })[] }>`
    select rights.standings_of(${on.toString()}::date) as standings`.execute(ctx.tx);
  const standings = rows[0]?.standings ?? [];
  return { on: on.toString(), services, allowances: standings.map((standing) => showAllowance(standing, on, ctx.organisation)) };
}
