// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { Refusal } from '#platform/http/contract.ts';
import { volume } from '#rooms/catalogue/api.ts';
import { operatorOn } from '#rooms/organisations/api.ts';
import { calculate } from '#rooms/quotes/api.ts';
import { volumeGo } from '../conclude.ts';
import { nextRequest } from '../successions/next-request.ts';
import type { Terms } from '../successions/terms.ts';
import type { Tables } from '../tables.ts';
import type { Plan, Step } from './plan-change.ts';

export type Pooled = { terms: Terms; go: number; /** What the one that goes on had subscribed alone. */ former: Volume };
type Volume = NonNullable<Terms['request']['volume']>;

/** The cadres whose place another takes, by the one that goes on. Pure. */
export function absorbedBy({ steps }: Plan, dropped: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Step[]> {
  const cadres = steps.filter(({ convention }) => convention.kind === 'cadre' && dropped.has(convention.id));
  return Map.groupBy(cadres, ({ convention }) => dropped.get(convention.id) ?? '');
}

type Merging = { absorbed: ReadonlyMap<string, readonly Step[]>; going: readonly Step[]; terms: ReadonlyMap<string, Terms>; on: string };

/**
 * What territories that become one store together, by the cadre that goes on: a row of the grid is for all that an EPCI and its bodies store, so that
 * the volumes that each had subscribed are added, and priced on their own row. Beyond the last row, each keeps the capacity that it had: a quote
 * must say the price.
 */
export async function poolVolumes(ctx: Context<Tables>, { absorbed, going, terms, on }: Merging): Promise<ReadonlyMap<string, Pooled>> {
  const pooled = new Map<string, Pooled>();
  for (const { convention, payerId } of going) {
    const own = terms.get(convention.id);
    const others = (absorbed.get(convention.id) ?? []).flatMap((step) => terms.get(step.convention.id) ?? []);
    const former = own?.request.volume;
    const added = others.flatMap(({ request }) => request.volume ?? []);
    if (!own || !former || added.length === 0) continue;
    // A To is told with decimals: what is added is rounded to what a Go is counted in.
    const go = Math.round([former, ...added].reduce((total, one) => total + volumeGo(one), 0) * 1_000) / 1_000;
    const cadreIds = new Set([convention.id, ...(absorbed.get(convention.id) ?? []).map((step) => step.convention.id)]);
    const memberIds = [...new Set(going.flatMap((step) => (cadreIds.has(step.convention.cadre_id ?? '') ? [step.beneficiaryId] : [])))];
    const request = { ...own.request, volume: { value: go, unit: 'Go' as const } };
    const found = await sensitivityOf(ctx, { request, priced: own.priced }, { payerId, memberIds, edition: convention.edition, on });
    const priced = { ...own.priced, sensitivity: found ?? beyondGrid([own, ...others], go) };
    pooled.set(convention.id, { terms: { request, priced }, go, former });
  }
  return pooled;
}

type Place = { payerId: string; memberIds: readonly string[]; edition: string; on: string };

async function sensitivityOf(ctx: Context<Tables>, terms: Terms, { on, ...place }: Place): Promise<Terms['priced']['sensitivity']> {
  const day = Temporal.PlainDate.from(on);
  const register = await operatorOn(ctx.house, ctx.organisation, day);
  try {
    return (await calculate(ctx, nextRequest(terms, { ...place, register }), day)).priced.sensitivity;
  } catch (error) {
    // What the edition cannot price is for a quote to say; anything else is a bug.
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function beyondGrid(all: readonly Terms[], go: number): Terms['priced']['sensitivity'] {
  const [known, ...others] = all.flatMap(({ priced }) => priced.sensitivity ?? []);
  if (!known) return null;
  const upToGo = others.reduce((total, one) => total + one.volume.upToGo, known.volume.upToGo);
  const says = `Volumes réunis par la fusion : ${volume(go)} pour une capacité de ${volume(upToGo)} ; au-delà de la grille, sur devis.`;
  return { ...known, volume: { usedGo: go, upToGo, fillBps: Math.round((go * 10_000) / upToGo), nextStepCents: null, says } };
}
