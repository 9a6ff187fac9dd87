// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Counter, MovementKind, Tables } from '../tables.ts';
import { inBatches } from './in-batches.ts';

export type NewMovement = {
  agentId: string;
  counter: Counter;
  year: number;
  what: MovementKind;
  amount: number;
  onDay: Temporal.PlainDate | string;
  requestId?: string | null;
  says: string;
  source?: Record<string, unknown>;
};

/** Writes movements; those of nothing are left out. The caller holds the agent (`holdAgent`). */
export async function postMovements(ctx: Context<Tables>, movements: readonly NewMovement[]): Promise<void> {
  for (const batch of inBatches(movements.filter(({ amount }) => amount !== 0)))
    await ctx.tx
      .insertInto('leave.movement')
      .values(
        batch.map((movement) => ({
          organisation_id: ctx.organisation,
          id: ctx.newId(),
          agent_id: movement.agentId,
          counter: movement.counter,
          year: movement.year,
          what: movement.what,
          amount: movement.amount,
          on_day: movement.onDay.toString(),
          request_id: movement.requestId ?? null,
          says: movement.says,
          source: JSON.stringify(movement.source ?? {}),
          at: ctx.now().toString(),
          by_name: nameOf(ctx),
        })),
      )
      .execute();
}

/** Holds an agent until the transaction ends: two answers at once follow each other. False when there is none. */
export async function holdAgent(ctx: Context<Tables>, agentId: string): Promise<boolean> {
  const row = await ctx.tx
    .selectFrom('leave.agent')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', agentId)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** Holds several agents at once, always in one order: two that hold the same never wait for each other. */
export async function holdAgents(ctx: Context<Tables>, agentIds: readonly string[]): Promise<void> {
  if (agentIds.length === 0) return;
  await ctx.tx
    .selectFrom('leave.agent')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', 'in', [...agentIds])
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Who acts, as the journal of leave names them. */
export function nameOf({ actor }: Context<Tables>): string {
  return actor.kind === 'public' ? '' : actor.kind === 'job' ? 'Beffroi' : actor.name;
}
