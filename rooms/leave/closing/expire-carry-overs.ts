// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import { inContext } from '#platform/make-context.ts';
import { holdAgents, postMovements } from '../counters/post-movements.ts';
import { readAccounts } from '../counters/read-accounts.ts';
import type { Tables } from '../tables.ts';

/** Each night: what was carried over and is past its last day is lost, by its movement. Repeatable. */
export async function expireCarryOvers(ctx: Context<Tables>): Promise<void> {
  const today = ctx.today();
  const bodies = await acrossOrganisations<Tables, { organisation_id: string }[]>(
    ctx.house.db,
    'leave.expire',
    'carry-overs past their last day',
    (tx) =>
      tx
        .selectFrom('leave.carry_over')
        .select('organisation_id')
        .distinct()
        .where('until_on', '<', today.toString())
        .where('until_on', '>=', today.subtract({ days: 40 }).toString())
        .execute(),
  );
  for (const { organisation_id } of bodies)
    await inContext<Tables, void>(ctx.house, { actor: ctx.actor, organisation: organisation_id }, (inside) => expireIn(inside, today));
}

async function expireIn(ctx: Context<Tables>, today: Temporal.PlainDate): Promise<void> {
  const over = await ctx.tx
    .selectFrom('leave.carry_over')
    .select(['agent_id', 'counter', 'year', 'until_on'])
    .where('organisation_id', '=', ctx.organisation)
    .where('until_on', '<', today.toString())
    .execute();
  const agentIds = [...new Set(over.map(({ agent_id }) => agent_id))];
  await holdAgents(ctx, agentIds);
  const accounts = await readAccounts(ctx, agentIds);
  await postMovements(
    ctx,
    over.flatMap(({ agent_id, counter, year, until_on }) => {
      const left = accounts.find((one) => one.agentId === agent_id && one.counter === counter && one.year === year)?.left ?? 0;
      if (left <= 0) return [];
      return [
        { agentId: agent_id, counter, year, what: 'lost' as const, amount: -left, onDay: until_on, says: `Reliquat de ${year} non pris à temps` },
      ];
    }),
  );
}
