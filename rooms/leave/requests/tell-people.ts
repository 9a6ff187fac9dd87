// SPDX-License-Identifier: EUPL-1.2
/** Who hears of a request: those who answer it, then whoever asked. Runs in the body. */
import type { Context } from '#platform/context.ts';
import { notify } from '#platform/notify/notify.ts';
import { accountsToTell } from '#rooms/people/api.ts';
import { readSettings } from '../agents/body-calendar.ts';
import type { Tables } from '../tables.ts';
import { saySpan } from './active-leave.ts';
import { spanOf } from './read-span.ts';
import { answerersOf, awaitedLevel } from './who-answers.ts';

type About = { requestId: string };

/** Accounts whose turn it is to answer an agent: managers of the team and who stands in for them; whoever decides for the body where there are none. */
export async function whoseTurn(
  ctx: Context<Tables>,
  agent: { team_id: string | null; person_id: string | null },
  status: 'requested' | 'endorsed',
): Promise<Set<string>> {
  const { approvalLevels } = await readSettings(ctx);
  const answerers = agent.team_id ? ((await answerersOf(ctx, [agent.team_id], ctx.today())).get(agent.team_id) ?? []) : [];
  const level = awaitedLevel(status, approvalLevels, answerers);
  const turn = answerers.filter((one) => approvalLevels === 1 || one.level === level).flatMap(({ personId }) => (personId ? [personId] : []));
  const others = turn.filter((personId) => personId !== agent.person_id);
  return new Set(others.length > 0 ? others : await accountsToTell(ctx, 'leave.decide'));
}

/** Tells those whose turn it is to answer a request. */
export async function tellAnswerers(ctx: Context<Tables>, { requestId }: About): Promise<void> {
  const request = await readRequest(ctx, requestId);
  if (!request || (request.status !== 'requested' && request.status !== 'endorsed')) return;
  for (const personId of await whoseTurn(ctx, request, request.status))
    await notify(ctx, {
      personId,
      what: 'leave.requested',
      title: `${request.name} demande : ${request.label.toLowerCase()} ${saySpan(spanOf(request))}.`,
      href: `/o/${request.slug}/conges/demandes/${requestId}`,
      awaitsAnswer: true,
      key: `leave.requested ${requestId} ${request.status}`,
    });
}

/** Tells the agent what became of their request. */
export async function tellAgent(ctx: Context<Tables>, { requestId }: About): Promise<void> {
  const request = await readRequest(ctx, requestId);
  if (!request?.person_id) return;
  const says = sayings[request.status];
  if (!says) return;
  await notify(ctx, {
    personId: request.person_id,
    what: `leave.${request.status}`,
    title: `${request.label} ${saySpan(spanOf(request))} : ${says}.`,
    href: `/o/${request.slug}/conges/demandes/${requestId}`,
    importance: request.status === 'refused' || request.status === 'recalled' ? 'high' : 'normal',
    key: `leave.answered ${requestId} ${request.status}`,
  });
}

const sayings: Readonly<Partial<Record<Tables['leave.request']['status'], string>>> = {
  endorsed: 'votre demande a un premier avis favorable',
  approved: 'c’est accordé',
  refused: 'votre demande est refusée',
  recalled: 'votre absence est reprise',
  cancelled: 'votre absence est annulée',
};

async function readRequest(ctx: Context<Tables>, id: string) {
  const row = await ctx.tx
    .selectFrom('leave.request as r')
    .innerJoin('leave.kind as k', (join) => join.onRef('k.organisation_id', '=', 'r.organisation_id').onRef('k.id', '=', 'r.kind_id'))
    .innerJoin('leave.agent as a', (join) => join.onRef('a.organisation_id', '=', 'r.organisation_id').onRef('a.id', '=', 'r.agent_id'))
    .innerJoin('organisations.body as b', 'b.id', 'r.organisation_id')
    .selectAll('r')
    .select(['k.label', 'a.given_name', 'a.family_name', 'a.person_id', 'a.team_id', 'b.slug'])
    .where('r.organisation_id', '=', ctx.organisation)
    .where('r.id', '=', id)
    .executeTakeFirst();
  return row && { ...row, name: `${row.given_name} ${row.family_name}`.trim() };
}
