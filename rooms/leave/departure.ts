// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Departure, Leaving } from '#platform/room.ts';
import { settleOpenYears } from './agents/change-agent.ts';
import { readAgents } from './agents/read-agents.ts';
import { readAccounts } from './counters/read-accounts.ts';
import { sayAmount } from './requests/say-amount.ts';
import type { Tables } from './tables.ts';

/** What an agent who leaves has in this room: leave that is left, and teams whose requests they answer. */
export const departures: readonly Departure[] = [
  {
    name: 'leave.counters',
    label: 'Congés et compteurs',
    async list(ctx: Context<Tables>, { personId }: Leaving) {
      const agents = await readAgents(ctx, { personId, on: ctx.today() });
      const accounts = await readAccounts(
        ctx,
        agents.map(({ id }) => id),
      );
      return agents.map((agent) => {
        const left = accounts.filter(({ agentId, counter, year }) => agentId === agent.id && counter === 'annual' && year === ctx.today().year);
        return { id: agent.id, label: `Il reste ${sayAmount(left[0]?.left ?? 0, agent.unit)} de congés annuels à ${agent.name}` };
      });
    },
    async close(ctx: Context<Tables>, { personId, lastDay }: Leaving) {
      const rows = await ctx.tx
        .updateTable('leave.agent')
        .set({ left_on: lastDay })
        .where('organisation_id', '=', ctx.organisation)
        .where('person_id', '=', personId)
        .where('arrived_on', '<=', lastDay)
        .where((where) => where.or([where('left_on', 'is', null), where('left_on', '>', lastDay)]))
        .returning('id')
        .execute();
      for (const { id } of rows) await settleOpenYears(ctx, id);
    },
  },
  {
    name: 'leave.teams',
    label: 'Réponses aux demandes de congés d’un service',
    async list(ctx: Context<Tables>, { personId }: Leaving) {
      const rows = await ctx.tx
        .selectFrom('leave.manager as m')
        .innerJoin('leave.agent as a', (join) => join.onRef('a.organisation_id', '=', 'm.organisation_id').onRef('a.id', '=', 'm.agent_id'))
        .innerJoin('leave.team as t', (join) => join.onRef('t.organisation_id', '=', 'm.organisation_id').onRef('t.id', '=', 'm.team_id'))
        .select(['m.id', 't.name'])
        .where('m.organisation_id', '=', ctx.organisation)
        .where('a.person_id', '=', personId)
        .orderBy('t.name')
        .execute();
      return rows.map(({ id, name }) => ({ id, label: `Responsable du service ${name}` }));
    },
    async handOver(ctx: Context<Tables>, { personId }: Leaving, to: { personId: string; mandateId: string }) {
      const [next] = await readAgents(ctx, { personId: to.personId, on: ctx.today() });
      if (!next) return;
      const held = await ctx.tx
        .selectFrom('leave.manager as m')
        .innerJoin('leave.agent as a', (join) => join.onRef('a.organisation_id', '=', 'm.organisation_id').onRef('a.id', '=', 'm.agent_id'))
        .select(['m.id', 'm.team_id', 'm.level'])
        .where('m.organisation_id', '=', ctx.organisation)
        .where('a.person_id', '=', personId)
        .execute();
      for (const { id, team_id, level } of held) {
        await ctx.tx.deleteFrom('leave.manager').where('organisation_id', '=', ctx.organisation).where('id', '=', id).execute();
        await ctx.tx
          .insertInto('leave.manager')
          .values({ organisation_id: ctx.organisation, id: ctx.newId(), team_id, agent_id: next.id, level })
          .onConflict((conflict) => conflict.columns(['organisation_id', 'team_id', 'agent_id', 'level']).doNothing())
          .execute();
      }
    },
    async close(ctx: Context<Tables>, { personId }: Leaving) {
      await ctx.tx
        .deleteFrom('leave.manager')
        .where('organisation_id', '=', ctx.organisation)
        .where(
          'agent_id',
          'in',
          ctx.tx.selectFrom('leave.agent').select('id').where('organisation_id', '=', ctx.organisation).where('person_id', '=', personId),
        )
        .execute();
    },
  },
];
