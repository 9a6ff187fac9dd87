// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { expectServed } from '../suspend-rights.ts';
import type { Tables } from '../tables.ts';
import { nextYearOf } from './next-year.ts';
import { unusedBy } from './unused.ts';

/** What next year would cost a body, of what this operator opened. Refuses `rights.not-served`. */
export async function readNextYearOf(ctx: Context<Tables>, { id }: { id: string }) {
  await expectServed(ctx, id);
  return nextYearOf(ctx, { beneficiaryId: id, operatorId: ctx.organisation });
}

/** What a body has and does not use, of what this operator opened. Refuses `rights.not-served`. */
export async function readUnusedBy(ctx: Context<Tables>, { id, months }: { id: string; months: number }) {
  await expectServed(ctx, id);
  return unusedBy(ctx, { beneficiaryId: id, operatorId: ctx.organisation, months });
}
