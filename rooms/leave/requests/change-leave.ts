// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import { daysOf } from '../law/span.ts';
import type { RequestStatus, Tables } from '../tables.ts';
import { consider } from './consider.ts';
import { findRequest, moveTo } from './find-request.ts';
import { giveBack, takeFrom } from './grant.ts';
import { readSpan, type TypedSpan } from './read-span.ts';
import { sayStatus } from './say-status.ts';
import { writeAnswer } from './write-answer.ts';
import { writeRequest } from './write-request.ts';

/**
 * Asks for other days in the place of a request that has not begun. The former gives back what it took and the new one waits for an answer, in
 * one transaction; when the new days are refused, nothing has changed.
 */
export async function changeLeave(
  ctx: Context<Tables>,
  { id, version, ...typed }: TypedSpan & { id: string; version: number },
): Promise<{ id: string; status: RequestStatus }> {
  const { row, agent, kind, span: former, settings, isMine } = await findRequest(ctx, id, { hold: true });
  const manages = ctx.may('leave.manage');
  if (!isMine && !manages) throw refuse('leave.unknown-request');
  if (row.status !== 'requested' && row.status !== 'endorsed' && row.status !== 'approved')
    throw refuse('leave.already-answered', { status: sayStatus(row.status) });
  if (kind.asked_by === 'manager' && !manages) throw refuse('leave.kind-of-manager', { kind: kind.label });
  if (row.version !== version) throw refuse('leave.changed-meanwhile');
  if (row.status === 'approved' && !manages && Temporal.PlainDate.compare(daysOf(former).from, ctx.today()) <= 0) throw refuse('leave.already-over');
  const span = readSpan(typed);
  const considered = await consider(ctx, { agent, kind, span, settings, except: id });
  if (considered.obstacle) throw considered.obstacle;
  await writeAnswer(ctx, id, 'changed', '', null);
  await moveTo(ctx, id, 'cancelled');
  if (row.status === 'approved') await giveBack(ctx, { agent, kind, span: former, requestId: id, says: `Changement de dates : ${kind.label}` });
  const status = (!isMine && manages) || !kind.needs_answer ? 'approved' : 'requested';
  const next = await writeRequest(ctx, {
    agent,
    kindId: kind.id,
    span,
    counted: considered.counted,
    status,
    comment: row.comment,
    replacementId: row.replacement_id,
    replacesId: id,
    isOnBehalf: !isMine,
  });
  if (status === 'approved') await takeFrom(ctx, { agent, kind, span, plan: considered.plan, requestId: next });
  await ctx.tell(status === 'approved' ? 'leave.approved' : 'leave.requested', { requestId: next, agentId: agent.id });
  return { id: next, status };
}
