// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import type { Tables } from '../tables.ts';
import type { Kind } from './consider.ts';

/** A kind of the body that the person who acts may ask for. Refuses one that does not exist, or that whoever manages leave types. */
export async function kindAskedFor(ctx: Context<Tables>, kindId: string): Promise<Kind> {
  const kind = await kindNamed(ctx, kindId);
  if (!kind || kind.archived_at) throw refuse('leave.unknown-kind', {}, 'kindId');
  if (kind.asked_by === 'manager' && !ctx.may('leave.manage')) throw refuse('leave.kind-of-manager', { kind: kind.label }, 'kindId');
  return kind;
}

export async function kindNamed(ctx: Context<Tables>, kindId: string): Promise<Kind | null> {
  const kind = await ctx.tx
    .selectFrom('leave.kind')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', kindId)
    .executeTakeFirst();
  return kind ?? null;
}
