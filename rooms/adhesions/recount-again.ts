// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { formatEuros } from '#platform/money/euros.ts';
import type { Facts } from '#rooms/dossiers/api.ts';
import { operatorOn } from '#rooms/organisations/api.ts';
import { refuse } from './contract.ts';
import { recountWith, type Cadre } from './recount.ts';
import type { Tables } from './tables.ts';

/**
 * Counts again what the assembly of a body that joins under way has approved: others may have joined or left since its dossier was opened. Refuses
 * when the territory would not pay what the papers say. An amount that an accepted quote sets stands.
 */
export async function refuseMoved(
  ctx: Context<Tables>,
  cadre: Cadre & { begins_on: string },
  { facts, beneficiaryId }: { facts: Facts; beneficiaryId: string },
): Promise<void> {
  const told = facts['recount'];
  if (typeof told !== 'object' || told === null || !('yearlyCents' in told) || 'quoteId' in told) return;
  const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  const body = view.find(beneficiaryId);
  if (!body) return;
  const startsOn = String(facts['startsOn']);
  const { yearlyCents, countedAfter: counted } = await recountWith(ctx, cadre, {
    view,
    body,
    on: startsOn > cadre.begins_on ? startsOn : cadre.begins_on,
  });
  if (yearlyCents === told.yearlyCents) return;
  throw refuse('adhesions.recount-moved', {
    name: body.name,
    counted,
    now: yearlyCents === null ? 'sur devis' : formatEuros(yearlyCents),
    told: typeof told.yearlyCents === 'number' ? formatEuros(told.yearlyCents) : 'sur devis',
  });
}
