// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { foldText } from '#platform/text/fold.ts';
import type { BodyKind } from '../contract/body-kinds.ts';
import { operatorViewIn, tellOperatorChanged } from '../operators/operator-in-memory.ts';
import type { OperatorView } from '../operators/operator-view.ts';
import { refuse } from '../contract/refusals.ts';
import type { Tables } from '../tables.ts';
import { judgeFacts, judgeIdentity, type EnteredFacts } from './judge-facts.ts';
import { writeDeclarations } from './write-declarations.ts';
import type { Origin } from './write-facts.ts';

type Input = { name: string; kind: BodyKind; siren?: string | null | undefined; sinceOn?: string | undefined; facts: Omit<EnteredFacts, 'name'> };

/** Declares a body that the register lacks, visible to this operator alone. */
export async function declareBody(ctx: Context<Tables>, input: Input, origin: Origin = { source: 'hand' }) {
  const { name, kind, facts } = input;
  const siren = input.siren ?? null;
  const view = await operatorViewIn(ctx);
  const subject = { id: null, name, isDeclared: true, ...(siren !== null && { siren }) };
  for (const fault of judgeIdentity(view, { name, kind, siren, parent: facts.parent })) throw fault;
  for (const fault of judgeFacts(view, subject, facts)) throw fault;
  const same = sameDeclaration(view, { name, kind, siren, parent: facts.parent ?? null });
  if (same) throw refuse('organisations.already-declared', { name: same.name }, siren === null ? 'name' : 'siren');

  const sinceOn = input.sinceOn ?? ctx.today().toString();
  const [id] = await writeDeclarations(ctx, [{ name, kind, siren, sinceOn, facts, department: departmentOf(view, facts) }], origin);
  if (!id) throw new Error('a declared body has an id');
  await ctx.tell('organisations.body-declared', { bodyId: id });
  await tellOperatorChanged(ctx);
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', id).executeTakeFirstOrThrow();
  return { id, slug };
}

/** The body that is already declared under this SIREN; without one, under this name, kind and parent. */
export function sameDeclaration(
  view: OperatorView,
  { name, kind, siren, parent }: { name: string; kind: BodyKind; siren: string | null; parent: string | null },
) {
  const folded = foldText(name);
  return view.declared.find((body) =>
    siren === null || body.siren === undefined
      ? body.kind === kind && (body.parentId ?? null) === parent && foldText(body.name) === folded
      : body.siren === siren,
  );
}

/** Where the body lies: where its parent or the first of those that it serves does. */
export function departmentOf(view: OperatorView, { parent, serves }: EnteredFacts): string | null {
  const anchor = parent ?? serves?.[0];
  return (anchor === undefined ? undefined : view.find(anchor)?.department) ?? null;
}
