// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import { daysOf } from '../law/span.ts';
import { healthOf, ORDINARY } from '../proofs/health.ts';
import type { Tables } from '../tables.ts';
import { sayAwaited } from './answer-leave.ts';
import { unitOf } from './consider.ts';
import { findRequest } from './find-request.ts';
import { requests, shown } from './list-leave.ts';

/** One absence: what was answered, what it took, its proofs where they may be read, and what the reader may do. */
export async function readLeave(ctx: Context<Tables>, { id }: { id: string }) {
  const found = await findRequest(ctx, id);
  const { row, agent, kind, span, standing, isMine } = found;
  const listed = await requests(ctx).where('r.id', '=', id).executeTakeFirst();
  if (!listed) throw refuse('leave.unknown-request');
  const answers = await ctx.tx
    .selectFrom('leave.answer')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('request_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const drawn = await ctx.tx
    .selectFrom('leave.movement')
    .select(({ fn }) => ['counter', 'year', fn.sum<number>('amount').as('amount')])
    .where('organisation_id', '=', ctx.organisation)
    .where('request_id', '=', id)
    .groupBy(['counter', 'year'])
    .orderBy('year')
    .execute();
  const proofs = await ctx.tx
    .selectFrom('leave.proof')
    .select(['id', 'name', 'type', 'size'])
    .where('organisation_id', '=', ctx.organisation)
    .where('request_id', '=', id)
    .orderBy('added_at')
    .execute();
  const isOpen = row.status === 'requested' || row.status === 'endorsed';
  const hasBegun = Temporal.PlainDate.compare(daysOf(span).from, ctx.today()) <= 0;
  const manages = ctx.may('leave.manage');
  // What the manager types for an agent, such as an illness, is not the agent's to take back.
  const mayGiveUp = manages
    ? isOpen || row.status === 'approved'
    : isMine && kind.asked_by === 'agent' && (isOpen || (row.status === 'approved' && !hasBegun));
  return {
    ...shown(listed),
    answers: answers.map(({ outcome, reason, by_name, in_place_of, at }) => ({ outcome, reason, by: by_name, inPlaceOf: in_place_of, at })),
    drawn: drawn.map(({ counter, year, amount }) => {
      const unit = unitOf(agent, { counter });
      return { counter, year, amount: -Number(amount) / (unit === 'day' ? 100 : 1), unit };
    }),
    proofs,
    proofsCount: row.proofs,
    mayProve: isMine || ctx.may('leave.treat-medical'),
    kindFacts: { proof: kind.proof, takesHours: kind.takes_hours, hasWaitingDay: kind.key === ORDINARY },
    health: await healthOf(ctx, id),
    mayAnswer: isOpen && standing.may,
    mayCancel: mayGiveUp,
    mayChange: mayGiveUp,
    mayRecall: row.status === 'approved' && !isMine && (standing.may || manages),
    awaits: isOpen ? sayAwaited(found) : null,
  };
}
