// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { Refusal } from '#platform/http/contract.ts';
import { rosterOn } from '#rooms/adhesions/api.ts';
import { inhabitantsOf, operatorOn } from '#rooms/organisations/api.ts';
import type { AnnexBody } from '../document.ts';
import type { Tables } from '../tables.ts';
import type { Liquidation } from './build-liquidations.ts';

/** The bodies that each territory's call is for, counted or not and why, on the first day that it pays. Territories alone are looked up. */
export async function annexesOf(ctx: Context<Tables>, liquidations: readonly Liquidation[]): Promise<ReadonlyMap<string, AnnexBody[]>> {
  const annexes = new Map<string, AnnexBody[]>();
  const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  for (const { payer, lines } of liquidations) {
    const first = lines.find(({ family }) => family === 'participation');
    if (!first) continue;
    const roster = await rosterOf(ctx, payer.id, first.from);
    annexes.set(
      payer.id,
      roster.map(({ id, name, isCounted, why }) => {
        const body = view.find(id);
        return {
          bodyId: id,
          name,
          siren: body?.siren ?? null,
          kind: body?.kind ?? '',
          population: body ? inhabitantsOf(body) : null,
          isCounted: isCounted === true,
          why,
        };
      }),
    );
  }
  return annexes;
}

/** A territory that has nobody on that day has no annex. */
async function rosterOf(ctx: Context<Tables>, payerId: string, on: string) {
  try {
    return (await rosterOn(ctx, { payerId, on })).members;
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
