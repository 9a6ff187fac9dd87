// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { Refusal } from '#platform/http/contract.ts';
import { compileEdition, editionNamed } from '#rooms/catalogue/api.ts';
import { operatorOn } from '#rooms/organisations/api.ts';
import { calculate } from '#rooms/quotes/api.ts';
import type { Tables } from '../tables.ts';
import { membersByPayer } from './members-by-payer.ts';
import { nextRequest } from './next-request.ts';
import type { Terms } from './terms.ts';

type Convention = { id: string; payer_id: string; edition: string; beneficiary_id: string };
type Line = { convention_id: string; offer: string; inputs: Record<string, unknown>; begins_on: string; ends_on: string | null };

/**
 * The terms of conventions that no quote tells, taken over from a file: their lines of a day, priced again under their own edition with the members
 * of that day. Absent where the edition cannot price them.
 */
export async function termsOfLines(
  ctx: Context<Tables>,
  conventions: readonly Convention[],
  lines: readonly Line[],
  on: string,
): Promise<ReadonlyMap<string, Terms>> {
  const found = new Map<string, Terms>();
  if (conventions.length === 0) return found;
  const register = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  const members = await membersByPayer(ctx, on);
  for (const { id, payer_id, edition } of conventions) {
    const body = register.find(payer_id);
    const mine = lines.filter((line) => line.convention_id === id);
    if (!body?.siren || mine.length === 0) continue;
    const record = await editionNamed(ctx, ctx.organisation, edition);
    if (!record) continue;
    const { offers } = compileEdition(record.edition);
    const isAdhesion = mine.some(({ offer }) => offers.get(offer)?.source.kind === 'adhesion');
    const volume = mine.map(({ inputs }) => inputs['volumeGo'] ?? inputs['volume']).find((value) => typeof value === 'number');
    const items = mine.map(({ offer, inputs }) => {
      const known = new Set(offers.get(offer)?.source.inputs.map(({ key }) => key));
      return { offer, inputs: Object.fromEntries(Object.entries(inputs).filter(([key]) => known.has(key) && key !== 'volume')) };
    });
    const asked = { edition, for: { siren: body.siren }, ...(volume !== undefined && { volume: { value: volume, unit: 'Go' } }), items };
    const request = isAdhesion ? withMembers(asked, { payerId: payer_id, memberIds: members.get(payer_id) ?? [], edition, register }) : asked;
    const priced = await calculate(ctx, request).catch((error: unknown) => {
      if (error instanceof Refusal) return null;
      throw error;
    });
    if (priced) found.set(id, { request: priced.request, priced: priced.priced });
  }
  return found;
}

function withMembers(asked: Record<string, unknown>, around: Parameters<typeof nextRequest>[1]): Record<string, unknown> {
  const bare = { request: { ...asked, bodies: [], leaveOut: [] }, priced: { counting: {}, lines: [], included: [] } } as unknown as Terms; // only what `nextRequest` reads
  return { ...nextRequest(bare, around), items: asked['items'] };
}
