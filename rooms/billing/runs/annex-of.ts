// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { rostersOn } from '#rooms/adhesions/api.ts';
import { inhabitantsOf, operatorOn } from '#rooms/organisations/api.ts';
import type { AnnexBody } from '../document.ts';
import type { Tables } from '../tables.ts';
import type { Liquidation } from './build-liquidations.ts';

/** The bodies that each territory's call is for, counted or not and why, on the first day that it pays: one query for all of them. */
export async function annexesOf(ctx: Context<Tables>, liquidations: readonly Liquidation[]): Promise<ReadonlyMap<string, AnnexBody[]>> {
  const territories = new Map<string, { payerId: string; on: string }>();
  for (const { payer, lines } of liquidations) {
    const first = lines.find(({ family }) => family === 'participation');
    if (first) territories.set(payer.id, { payerId: payer.id, on: first.from });
  }
  if (territories.size === 0) return new Map();
  const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  const rosters = await rostersOn(ctx, [...territories.values()]);
  const annexBody = ({ id, name, isCounted, why }: { id: string; name: string; isCounted: boolean | null; why: string }): AnnexBody => {
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
  };
  return new Map([...rosters].map(([payerId, { members }]) => [payerId, members.map(annexBody)]));
}
