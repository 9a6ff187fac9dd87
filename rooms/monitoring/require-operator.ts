// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { operatorOn, operatorsOf } from '#rooms/organisations/api.ts';
import { refuse } from './contract/refusals.ts';

/** Refuses any body in the address that is not an operator, whatever roles somebody gave there. */
export async function requireOperator<T>(ctx: Context<T>): Promise<void> {
  if (!(await isOperator(ctx))) throw refuse('monitoring.not-an-operator');
}

export async function isOperator<T>(ctx: Context<T>): Promise<boolean> {
  return (await operatorsOf(ctx.house)).some(({ id }) => id === ctx.organisation);
}

/** Refuses a body that is neither the operator in the address nor of its territory. */
export async function requireServed<T>(ctx: Context<T>, bodyId: string): Promise<void> {
  if (bodyId === ctx.organisation) return;
  const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  if (!view.isInTerritory(bodyId)) throw refuse('monitoring.unknown-body', {}, 'body.bodyId');
}
