// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import type { RequestStatus, Tables } from '../tables.ts';
import { consider } from './consider.ts';
import { findRequest, moveTo, type Found } from './find-request.ts';
import { takeFrom } from './grant.ts';
import { sayStatus } from './say-status.ts';
import { writeAnswer } from './write-answer.ts';

type Answer = { id: string; outcome: 'approve' | 'refuse'; reason: string; version: number };

/**
 * Grants or refuses a request. Where two levels answer, the first endorses. What it takes is counted again now: a holiday or a cycle may have
 * changed since. Refuses whoever is not awaited, an answer to what was answered or changed, and a refusal without a reason.
 */
export async function answerLeave(ctx: Context<Tables>, { id, outcome, reason, version }: Answer): Promise<{ status: RequestStatus }> {
  const found = await findRequest(ctx, id, { hold: true });
  const { row, agent, kind, span, settings, standing, isMine } = found;
  if (row.status !== 'requested' && row.status !== 'endorsed') throw refuse('leave.already-answered', { status: sayStatus(row.status) });
  if (isMine) throw refuse('leave.own-request');
  if (!standing.may) throw refuse('leave.not-yours-to-answer', { who: sayAwaited(found) });
  if (row.version !== version) throw refuse('leave.changed-meanwhile');
  if (outcome === 'refuse') {
    if (reason.length < 3) throw refuse('leave.reason-needed', {}, 'reason');
    await writeAnswer(ctx, id, 'refused', reason, standing.inPlaceOf);
    await moveTo(ctx, id, 'refused');
    await ctx.tell('leave.refused', { requestId: id, agentId: agent.id });
    return { status: 'refused' };
  }
  if (!standing.isLast) {
    await writeAnswer(ctx, id, 'endorsed', reason, standing.inPlaceOf);
    await moveTo(ctx, id, 'endorsed');
    await ctx.tell('leave.endorsed', { requestId: id, agentId: agent.id });
    return { status: 'endorsed' };
  }
  if (kind.proof === 'required' && row.proofs === 0) throw refuse('leave.proof-needed', { kind: kind.label });
  // The team's minimum was weighed by whoever answers: it does not refuse here.
  const considered = await consider(ctx, { agent, kind, span, settings: { ...settings, presenceRefuses: false }, except: id });
  if (considered.obstacle) throw considered.obstacle;
  await writeAnswer(ctx, id, 'approved', reason, standing.inPlaceOf);
  await moveTo(ctx, id, 'approved', considered.counted);
  await takeFrom(ctx, { agent, kind, span, plan: considered.plan, requestId: id });
  await ctx.tell('leave.approved', { requestId: id, agentId: agent.id });
  return { status: 'approved' };
}

/** Who must answer, in words. */
export function sayAwaited({ answerers, row, settings }: Pick<Found, 'answerers' | 'row' | 'settings'>): string {
  const level = settings.approvalLevels === 2 && row.status === 'endorsed' ? 2 : 1;
  const names = [...new Set(answerers.filter((one) => settings.approvalLevels === 1 || one.level === level).map(({ name }) => name))];
  return names.length > 0 ? names.join(' ou ') : 'la personne qui décide des congés';
}
