// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { findBody } from '../operators/find-body.ts';
import { operatorViewIn, tellOperatorChanged } from '../operators/operator-in-memory.ts';
import { refuse } from '../contract/refusals.ts';
import type { Tables } from '../tables.ts';
import { judgeFacts, type EnteredFacts } from './judge-facts.ts';
import { newFacts, saidIn, writeFacts, type Origin } from './write-facts.ts';

type Input = { body: string; sinceOn: string; facts: EnteredFacts; note?: string | undefined };

/** Enters facts of a body from a day on. What was entered before stays in the history; what says nothing new is not written. */
export async function enterFacts(ctx: Context<Tables>, { body: asked, sinceOn, facts, note }: Input, origin: Origin = { source: 'hand' }) {
  const view = await operatorViewIn(ctx, Temporal.PlainDate.from(sinceOn));
  const body = findBody(view, asked);
  if (saidIn(facts).length === 0) throw refuse('organisations.nothing-entered', {}, 'facts');
  for (const fault of judgeFacts(view, { ...body, isDeclared: view.isDeclared(body.id) }, facts)) throw fault;
  const news = newFacts(body, facts);
  const names = saidIn(news).map(([what]) => what);
  if (names.length === 0) return { entered: 0 };
  await writeFacts(ctx, [{ bodyId: body.id, sinceOn, facts: news }], { ...origin, note });
  await ctx.tell('organisations.facts-entered', { bodyId: body.id, facts: names, sinceOn });
  await tellOperatorChanged(ctx);
  return { entered: names.length };
}
