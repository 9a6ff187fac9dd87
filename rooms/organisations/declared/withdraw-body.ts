// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { findBody } from '../operators/find-body.ts';
import { operatorViewIn, tellOperatorChanged } from '../operators/operator-in-memory.ts';
import { refuse } from '../contract/refusals.ts';
import type { Tables } from '../tables.ts';

/** Takes back a body declared by mistake. Its facts stay, and come back with it if it is declared again. */
export async function withdrawBody(ctx: Context<Tables>, { body: asked }: { body: string }): Promise<void> {
  const view = await operatorViewIn(ctx);
  const body = findBody(view, asked);
  if (!view.isDeclared(body.id)) throw refuse('organisations.not-declared', { name: body.name }, 'body');
  await ctx.tx
    .updateTable('organisations.declaration')
    .set({ withdrawn_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('body_id', '=', body.id)
    .execute();
  await ctx.tell('organisations.body-withdrawn', { bodyId: body.id });
  await tellOperatorChanged(ctx);
}
