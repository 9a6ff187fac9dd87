// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { rightsOf } from '#platform/access/providers.ts';
import { boundOf, type Bound } from '#rooms/rights/api.ts';
import type { Tables } from '../tables.ts';

/** The right that the catalogues sell: a service, and its volume in Go. */
export const SERVICE = 'sauvegarde-externalisee';
export const ALLOWANCE = 'sauvegarde-go';

/** One Go is 10⁹ bytes; rights count thousandths of it. */
export const BYTES_OF_A_THOUSANDTH = 1_000_000;

/** Beyond a right that may be exceeded, and unless the body says otherwise: a quarter of it, for one bad night not to cost a year. */
const USUAL_MARGIN = 0.25;

/** What a body's machines may fill: soft, where it is warned and pays; hard, where nothing more is taken. Null: without bound. */
export function limitsOf(bound: Bound, marginBytes: number | null): { isOpen: boolean; softBytes: number | null; hardBytes: number | null } {
  if (!bound.isOpen) return { isOpen: false, softBytes: 0, hardBytes: 0 };
  if (bound.amount === null) return { isOpen: true, softBytes: null, hardBytes: null };
  const softBytes = bound.amount * BYTES_OF_A_THOUSANDTH;
  if (bound.isHard) return { isOpen: true, softBytes, hardBytes: softBytes };
  return { isOpen: true, softBytes, hardBytes: softBytes + (marginBytes ?? Math.round(softBytes * USUAL_MARGIN)) };
}

/** Reads the right of the body again, and keeps its limits where each upload finds them. Nothing where the body has no account. */
export async function refreshBound(ctx: Context<Tables>): Promise<void> {
  const account = await ctx.tx
    .selectFrom('backup.account')
    .select(['id', 'margin_bytes'])
    .where('organisation_id', '=', ctx.organisation)
    .executeTakeFirst();
  if (!account) return;
  const { isOpen, softBytes, hardBytes } = limitsOf(await boundHere(ctx), account.margin_bytes);
  await ctx.tx
    .updateTable('backup.account')
    .set({ is_open: isOpen, soft_bytes: softBytes, hard_bytes: hardBytes, bound_read_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .execute();
}

// Some tariffs open the service and print no volume: nothing bounds it then but the operator's disks.
async function boundHere(ctx: Context<Tables>): Promise<Bound> {
  const bound = await boundOf(ctx, ALLOWANCE);
  if (bound.isOpen || bound.isPrinted || !(await rightsOf(ctx.house).holds(ctx.house, ctx.organisation, SERVICE))) return bound;
  return { ...bound, isOpen: true, amount: null };
}
