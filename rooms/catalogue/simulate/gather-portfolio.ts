// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { registerOn } from '#rooms/organisations/api.ts';
import type { Tables } from '../tables.ts';
import type { Portfolio } from './portfolio.ts';

/** All France as the register stands today. */
export async function portfolioOf(ctx: Context<Tables>, scope: 'territory' | 'france'): Promise<Portfolio> {
  const day = ctx.today();
  const view = registerOn(ctx.house, day);
  return { bodies: view.bodies, roster: view.roster, find: view.find, version: `${scope} ${view.edition} ${day}` };
}
