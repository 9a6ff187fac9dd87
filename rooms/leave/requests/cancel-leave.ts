// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import { daysOf } from '../law/span.ts';
import type { Tables } from '../tables.ts';
import { findRequest, moveTo } from './find-request.ts';
import { giveBack } from './grant.ts';
import { sayStatus } from './say-status.ts';
import { writeAnswer } from './write-answer.ts';

/** Gives up an absence before its first day: what it took is given back. Whoever manages leave may do it for an agent, and later. */
export async function cancelLeave(ctx: Context<Tables>, { id, reason }: { id: string; reason: string }): Promise<void> {
  const { row, agent, kind, span, isMine } = await findRequest(ctx, id, { hold: true });
  if (!isMine && !ctx.may('leave.manage')) throw refuse('leave.unknown-request');
  if (row.status !== 'requested' && row.status !== 'endorsed' && row.status !== 'approved')
    throw refuse('leave.already-answered', { status: sayStatus(row.status) });
  if (kind.asked_by === 'manager' && !ctx.may('leave.manage')) throw refuse('leave.kind-of-manager', { kind: kind.label });
  const hasBegun = Temporal.PlainDate.compare(daysOf(span).from, ctx.today()) <= 0;
  if (row.status === 'approved' && hasBegun && !ctx.may('leave.manage')) throw refuse('leave.already-over');
  await writeAnswer(ctx, id, 'cancelled', reason, null);
  await moveTo(ctx, id, 'cancelled');
  if (row.status === 'approved') await giveBack(ctx, { agent, kind, span, requestId: id, says: `Annulation : ${kind.label}` });
  await ctx.tell('leave.cancelled', { requestId: id, agentId: agent.id });
}
