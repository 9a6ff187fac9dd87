// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readSettings, type Settings } from '../agents/body-calendar.ts';
import { readAgents, type Agent } from '../agents/read-agents.ts';
import { refuse } from '../contract.ts';
import { holdAgent } from '../counters/post-movements.ts';
import type { Span } from '../law/span.ts';
import type { Tables } from '../tables.ts';
import type { Kind } from './consider.ts';
import { kindNamed } from './kind-asked-for.ts';
import { spanOf } from './read-span.ts';
import { answerersOf, standingOf, type Answerer, type Standing } from './who-answers.ts';

export type Found = {
  row: Tables['leave.request'];
  agent: Agent;
  kind: Kind;
  span: Span;
  settings: Settings;
  answerers: readonly Answerer[];
  standing: Standing;
  isMine: boolean;
};

/** A request that the person who acts may read: theirs, one that they may answer, or any for whoever manages or decides. Refuses the others. */
export async function findRequest(ctx: Context<Tables>, id: string, options: { hold?: boolean } = {}): Promise<Found> {
  const first = await rowOf(ctx, id);
  if (!first) throw refuse('leave.unknown-request');
  if (options.hold) await holdAgent(ctx, first.agent_id);
  // Once the agent is held, what another transaction answered is there to read.
  const row = options.hold ? await rowOf(ctx, id) : first;
  const [agent] = await readAgents(ctx, { ids: [first.agent_id] });
  const kind = await kindNamed(ctx, first.kind_id);
  if (!row || !agent || !kind) throw refuse('leave.unknown-request');
  const settings = await readSettings(ctx);
  const answerers = agent.teamId ? ((await answerersOf(ctx, [agent.teamId], ctx.today())).get(agent.teamId) ?? []) : [];
  const standing = standingOf(ctx, agent, row.status, settings.approvalLevels, answerers);
  const isMine = ctx.actor.kind === 'person' && agent.personId === ctx.actor.personId;
  const answersTeam = ctx.actor.kind === 'person' && answerers.some(({ personId }) => personId === (ctx.actor as { personId: string }).personId);
  if (!isMine && !standing.may && !answersTeam && !ctx.may('leave.manage') && !ctx.may('leave.decide')) throw refuse('leave.unknown-request');
  return { row, agent, kind, span: spanOf(row), settings, answerers, standing, isMine };
}

async function rowOf(ctx: Context<Tables>, id: string): Promise<Tables['leave.request'] | undefined> {
  return ctx.tx.selectFrom('leave.request').selectAll().where('organisation_id', '=', ctx.organisation).where('id', '=', id).executeTakeFirst();
}

/** Moves a request to another status; its version rises. */
export async function moveTo(
  ctx: Context<Tables>,
  id: string,
  status: Tables['leave.request']['status'],
  counted?: { days: number; minutes: number },
): Promise<void> {
  await ctx.tx
    .updateTable('leave.request')
    .set(({ eb }) => ({
      status,
      decided_at: ctx.now().toString(),
      version: eb('version', '+', 1),
      ...(counted && { days: counted.days, minutes: counted.minutes }),
    }))
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
}
