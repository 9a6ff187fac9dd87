// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Offer } from '#platform/room.ts';
import { heldUnder } from '#rooms/adhesions/api.ts';
import { editionNamed } from '#rooms/catalogue/api.ts';

/** Key of a request for an option: what the body already has, and wants more of, is asked so. */
export const OPTION = 'requests.';

/** The options that may join the convention of the body in the address, as it may ask for them; none without a convention. */
export async function offeredOptions<T>(ctx: Context<T>, operatorId: string): Promise<Offer[]> {
  const held = await heldUnder(ctx, ctx.organisation, operatorId);
  const record = held && (await editionNamed(ctx, operatorId, held.edition));
  if (!held || !record) return [];
  return record.edition.offers
    .filter(({ kind }) => kind === 'option' || kind === 'complement')
    .map(({ key, label, note }) => ({
      key: `${OPTION}${key}`,
      title: label,
      group: 'En plus de votre convention',
      description: note ?? `Rejoindrait votre convention ${held.convention}, par un avenant.`,
      href: null,
    }));
}
