// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Standing } from './decide-draw.ts';

export type Bound = {
  /** Whether one of them may be drawn on today. */
  isOpen: boolean;
  /** Whether there is any, be it suspended. */
  isPrinted: boolean;
  /** How much the body itself may hold in all, complements included and the share of others in a common allowance taken away; null: without bound. */
  amount: number | null;
  /** Whether nothing may go beyond it. */
  isHard: boolean;
  /** What the tariff asks for each block beyond; null where it prints no price. */
  overageCents: number | null;
};

/**
 * How far a body may fill the allowances of one key today, in thousandths of the unit: for a room that keeps its own exact
 * count and reports it. Takes hold of them until the caller's transaction ends.
 */
export async function boundOf<Tables>(ctx: Context<Tables>, allowance: string): Promise<Bound> {
  const { rows } = await sql<{ standings: Standing[] }>`
    select rights.take_hold(${allowance}, ${ctx.today().toString()}::date, '', '', null) as standings`.execute(ctx.tx);
  const standings = rows[0]?.standings ?? [];
  const open = standings.filter(({ isOpen }) => isOpen);
  const isUnbounded = open.some((standing) => standing.allowance.amount === null);
  return {
    isOpen: open.length > 0,
    isPrinted: standings.length > 0,
    amount: isUnbounded ? null : open.reduce((sum, one) => sum + Math.max((one.allowance.amount ?? 0) + one.extra - (one.used - one.owned), 0), 0),
    isHard: open.every((standing) => standing.allowance.is_hard),
    overageCents: open.findLast((standing) => !standing.allowance.is_hard)?.allowance.overage_cents ?? null,
  };
}
