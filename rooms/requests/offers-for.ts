// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { heldUnder, type Held } from '#rooms/adhesions/api.ts';
import { editionNamed, editionOn, type Edition } from '#rooms/catalogue/api.ts';
import type { ReceivedRequest } from '#rooms/home/api.ts';
import { OPTION } from './offered-options.ts';

/** The offers that bring what was asked, in the edition of the body's convention; in that of the day when it has none. Adhesions join otherwise. */
export async function offersFor<T>(
  ctx: Context<T>,
  request: ReceivedRequest,
): Promise<{ edition: Edition | null; offers: Edition['offers']; held: Held | null }> {
  const held = await heldUnder(ctx, request.askerId);
  const record = held ? await editionNamed(ctx, ctx.organisation, held.edition) : await editionOn(ctx, ctx.organisation, ctx.today());
  const service = request.service.replace(/^catalogue\./, '');
  const option = request.service.startsWith(OPTION) ? request.service.slice(OPTION.length) : null;
  const offers = (record?.edition.offers ?? []).filter(({ key, kind, services }) =>
    option === null ? kind !== 'adhesion' && kind !== 'package' && services.includes(service) : key === option,
  );
  return { edition: record?.edition ?? null, offers, held };
}

/** What is proposed for an input that the operator has not typed yet: what the tariff says, else one, else the first choice. */
export function proposed({ fallback, kind, least, options }: Edition['offers'][number]['inputs'][number]): number | string | null {
  if (fallback !== undefined) return fallback;
  if (kind === 'choice') return options?.[0]?.key ?? null;
  return kind === 'text' || kind === 'amount' ? null : Math.max(least, 1);
}
