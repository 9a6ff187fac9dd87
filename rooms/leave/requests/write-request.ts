// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Agent } from '../agents/read-agents.ts';
import { refuse } from '../contract.ts';
import { nameOf } from '../counters/post-movements.ts';
import { rangeOf, type Counted, type Span } from '../law/span.ts';
import type { RequestStatus, Tables } from '../tables.ts';
import { saySpan } from './active-leave.ts';
import { columnsOf } from './read-span.ts';

type New = {
  agent: Pick<Agent, 'id'>;
  kindId: string;
  span: Span;
  counted: Counted;
  status: RequestStatus;
  comment?: string;
  replacementId?: string | null;
  replacesId?: string | null;
  isOnBehalf: boolean;
};

/** Writes a request. Two at once for the same days: the database lets one through, the other reads `leave.overlaps`. */
export async function writeRequest(ctx: Context<Tables>, wanted: New): Promise<string> {
  const id = ctx.newId();
  const { from, until } = rangeOf(wanted.span);
  try {
    await ctx.tx
      .insertInto('leave.request')
      .values({
        organisation_id: ctx.organisation,
        id,
        agent_id: wanted.agent.id,
        kind_id: wanted.kindId,
        status: wanted.status,
        ...columnsOf(wanted.span),
        period: `[${from},${until})`,
        days: wanted.counted.days,
        minutes: wanted.counted.minutes,
        comment: wanted.comment ?? '',
        replacement_id: wanted.replacementId ?? null,
        replaces_id: wanted.replacesId ?? null,
        asked_at: ctx.now().toString(),
        asked_by: nameOf(ctx),
        is_on_behalf: wanted.isOnBehalf,
        decided_at: wanted.status === 'approved' ? ctx.now().toString() : null,
        version: 1,
        proofs: 0,
      })
      .execute();
  } catch (error) {
    if (isOverlap(error)) throw refuse('leave.overlaps', { with: `une absence ${saySpan(wanted.span)}` }, 'fromOn');
    throw error;
  }
  return id;
}

function isOverlap(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'away_once';
}
